import { mkdirSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, openPage } from '../helpers/chromium.ts'
import { serveWorkbench, type ServedWorkbench } from '../helpers/server.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../helpers/workspace.ts'
import { compareSample, findOverflow, openScreen, railScreens } from './steps.ts'

const pictures = path.resolve(process.env['RECBENCH_SCREENS'] ?? 'out/screens')
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
const themes = ['light', 'dark'] as const

/** Violations of WCAG A and AA. A report's preview is left out: no script runs in its frame, so none can look into it. */
async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })
}

let workspace: TemporaryWorkspace
let server: ServedWorkbench
let browser: Browser

beforeAll(async () => {
  workspace = await temporaryWorkspace()
  server = await serveWorkbench(workspace.folder)
  browser = await launchChromium()
  mkdirSync(pictures, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await workspace?.remove()
})

describe('the workbench in a browser', () => {
  it('takes the token out of the address, loads the sample and compares recommenders on it', async () => {
    const { page, problems } = await openPage(browser)
    await page.goto(server.address)
    await page.waitForFunction(() => location.hash === '')
    await compareSample(page)
    await page.reload()
    await page.getByRole('navigation').first().waitFor()
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('starts the first comparison however early it is asked to', async () => {
    const fresh = await temporaryWorkspace()
    const early = await serveWorkbench(fresh.folder)
    const { page, problems } = await openPage(browser)
    await page.routeWebSocket(/\/socket$/, (socket) => {
      const server = socket.connectToServer()
      let withheld: number | undefined
      socket.onMessage((message) => {
        const { id, name } = JSON.parse(String(message)) as { id: number; name?: string }
        if (name === 'data/samples') withheld = id
        server.send(message)
      })
      server.onMessage((message) => {
        const { id, kind } = JSON.parse(String(message)) as { id: number; kind: string }
        if (kind !== 'result' || id !== withheld) socket.send(message)
      })
    })
    await page.goto(early.address)
    await page.getByRole('button', { name: 'Compare now' }).click({ timeout: 20_000 })
    await page.getByRole('grid', { name: 'Leaderboard' }).waitFor({ timeout: 60_000 })
    expect(problems).toEqual([])
    await page.context().close()
    await early.stop()
    await fresh.remove()
  })

  it('tells who comes without the token what to do', async () => {
    const { page } = await openPage(browser)
    await page.goto(server.address.replace(/#.*/, ''))
    await page.getByText(/token of this address is not valid/).waitFor()
    await page.context().close()
  })

  it('cannot be reached by a page of another site', async () => {
    const { page } = await openPage(browser)
    const { host, hash } = new URL(server.address)
    const token = hash.replace('#token=', '')
    await page.goto('data:text/html,<title>elsewhere</title>')
    const outcome = await page.evaluate(
      async ({ host, token }) => {
        const socket = await new Promise((resolve) => {
          const opened = new WebSocket(`ws://${host}/socket`, ['recbench', token])
          opened.onopen = () => resolve('open')
          opened.onerror = () => resolve('refused')
        })
        const read = await fetch(`http://${host}/session`, { headers: { authorization: `Bearer ${token}` } }).then(
          () => 'read',
          () => 'refused',
        )
        return { socket, read }
      },
      { host, token },
    )
    expect(outcome).toEqual({ socket: 'refused', read: 'refused' })
    await page.context().close()
  })
})

describe.each(sizes.flatMap((size) => themes.map((theme) => ({ ...size, theme }))))(
  'every screen at $width × $height, $theme',
  ({ width, height, theme }) => {
    let page: Page
    let problems: string[]

    beforeAll(async () => {
      ;({ page, problems } = await openPage(browser, { width, height, colorScheme: theme }))
      await page.goto(server.address)
      await page.getByRole('navigation').first().waitFor()
    })
    afterAll(() => page.context().close())

    it.each(['Start', 'Leaderboard', ...railScreens, 'Settings'])(
      '%s fits, is accessible, and is pictured',
      async (screen) => {
        if (screen === 'Leaderboard') await page.getByRole('tab', { name: 'First comparison' }).first().click()
        else if (screen === 'Start') await page.keyboard.press('F1')
        else await openScreen(page, screen)
        await page.waitForTimeout(1200)
        await page.screenshot({ path: path.join(pictures, `${screen.toLowerCase()}-${width}-${theme}.png`) })
        expect(await findOverflow(page)).toEqual([])
        // What axe finds depends on theme and content, not on the size of the window.
        if (width === sizes[0]!.width) expect(await findViolations(page)).toEqual([])
      },
    )

    it('meets no error and violates no policy', () => expect(problems).toEqual([]))
  },
)
