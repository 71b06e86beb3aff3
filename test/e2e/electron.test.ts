import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp, whyNoElectron, type LaunchedApp } from '../helpers/electron.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../helpers/workspace.ts'
import { compareSample } from './steps.ts'

const missing = whyNoElectron()

/** The process that has the workspace; undefined while there is none. */
function readOwner(file: string): number | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid : undefined
}

describe.skipIf(missing)(`the desktop app${missing ? ` (${missing})` : ''}`, () => {
  let workspace: TemporaryWorkspace
  let launched: LaunchedApp

  beforeAll(async () => {
    workspace = await temporaryWorkspace()
    launched = await launchApp({ workspace: workspace.folder })
  })
  afterAll(async () => {
    await launched?.close()
    await workspace?.remove()
  })

  it('opens its window on the page of the app protocol', async () => {
    expect(launched.page.url()).toBe('app://recbench/')
    expect(await launched.page.title()).toContain('Recbench')
    console.log(`window ready after ${Math.round(launched.milliseconds)} ms`)
  })

  it('loads the sample and compares recommenders on it', async () => {
    await compareSample(launched.page)
  })

  it('says that the engine was killed, starts it again, and keeps the run', async () => {
    const { page } = launched
    const owner = path.join(workspace.folder, 'engine.json')
    const pid = readOwner(owner)!
    await page.evaluate(() => {
      const seen: string[] = []
      new MutationObserver(() => seen.push(document.body.innerText)).observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      })
      Object.assign(window, { seen })
    })
    process.kill(pid, 'SIGKILL')
    await page.waitForFunction(() =>
      (window as unknown as { seen: string[] }).seen.some((text) => /SIGKILL/.test(text)),
    )
    await expect.poll(() => readOwner(owner), { timeout: 10_000 }).not.toBe(pid)
    await page.getByRole('grid', { name: 'Leaderboard' }).getByText('EASE').first().waitFor()
  })

  it('shows no error and violates no policy on the way', () => {
    expect(launched.problems).toEqual([])
  })
})

describe.skipIf(missing)(`the sandbox of the desktop app${missing ? ` (${missing})` : ''}`, () => {
  let workspace: TemporaryWorkspace
  let launched: LaunchedApp

  beforeAll(async () => {
    workspace = await temporaryWorkspace()
    launched = await launchApp({ workspace: workspace.folder, sandbox: true })
  })
  afterAll(async () => {
    await launched?.close()
    await workspace?.remove()
  })

  it('holds the page in a sandboxed process of the operating system', async () => {
    const tabs = await launched.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ type }) => type === 'Tab')
        .map(({ pid }) => pid),
    )
    expect(tabs.length).toBeGreaterThan(0)
    for (const pid of tabs) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      expect(/^Seccomp:\s*2$/m.test(status), `process ${pid} runs without a system call filter`).toBe(true)
      expect(/^NoNewPrivs:\s*1$/m.test(status)).toBe(true)
    }
  })

  it('gives the page no Node and only the bridge', async () => {
    const found = await launched.page.evaluate(() => ({
      node: ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as unknown as { recbench: object }).recbench).sort(),
    }))
    expect(found.node).toEqual([])
    expect(found.bridge).toEqual(
      [
        ...['onCommand', 'onEngine', 'onMessage', 'pathForFile', 'pickFiles', 'platform', 'post', 'printToPdf'],
        ...['saveFile', 'setAppearance', 'versions'],
      ].sort(),
    )
  })

  it('runs no code from text and loads nothing from elsewhere', async () => {
    const violations = await launched.page.evaluate(async () => {
      const seen: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
      const evaluated = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve(new Function('return 1')())
          } catch {
            resolve('refused')
          }
        }),
      )
      const image = new Image()
      image.src = 'https://example.com/pixel.png'
      await fetch('https://example.com/').catch(() => undefined)
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.body.append(script)
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { evaluated, seen: [...new Set(seen)].sort(), injected: 'injected' in window }
    })
    expect(violations).toEqual({
      evaluated: 'refused',
      seen: ['connect-src', 'img-src', 'script-src', 'script-src-elem'],
      injected: false,
    })
  })

  it('serves only files of the page, and denies navigation, windows and permissions', async () => {
    const { page, app } = launched
    const outside = ['../../package.json', '%2e%2e/%2e%2e/package.json', '..%2f..%2fpackage.json', '/etc/passwd']
    const statuses = await page.evaluate(
      (names) => Promise.all(names.map(async (name) => (await fetch(`app://recbench/${name}`)).status)),
      outside,
    )
    expect(statuses).toEqual(outside.map(() => 404))
    await page.evaluate(() => void (location.href = 'https://example.com/'))
    await page.evaluate(() => void window.open('https://example.com/'))
    await page.waitForTimeout(500)
    expect(page.url()).toBe('app://recbench/')
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    const permission = await page.evaluate(() => Notification.requestPermission())
    expect(permission).toBe('denied')
  })

  it('cannot be shown in a frame, so that nothing in a frame has the bridge', async () => {
    const reached = await launched.page.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.src = 'app://recbench/'
      document.body.append(frame)
      await new Promise((resolve) => frame.addEventListener('load', resolve))
      try {
        return 'recbench' in frame.contentWindow!
      } catch {
        return 'refused'
      } finally {
        frame.remove()
      }
    })
    expect(reached).toBe('refused')
  })

  it('prints a report as PDF without running its scripts', async () => {
    const { app, page } = launched
    const file = path.join(workspace.folder, 'report.pdf')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    const html = '<!doctype html><title>Report</title><p>EASE</p><script>document.title = "run"</script>'
    const saved = await page.evaluate(
      (text) =>
        (
          globalThis as unknown as { recbench: { printToPdf(request: object): Promise<string | null> } }
        ).recbench.printToPdf({ html: text, name: 'report.pdf' }),
      html,
    )
    expect(saved).toBe(file)
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  })
})
