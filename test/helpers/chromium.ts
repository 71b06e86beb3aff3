import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

const root = path.resolve(import.meta.dirname, '../..')
const unpacked = path.join(root, 'node_modules/.cache/recbench-chromium')

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Starts a real Chromium: `RECBENCH_CHROMIUM`, an installed one, or the one that the development dependency carries for Linux x64. Never skips. */
export async function launchChromium(): Promise<Browser> {
  const named = process.env['RECBENCH_CHROMIUM']
  const executablePath = named ?? installed.find((file) => existsSync(file))
  if (executablePath) return chromium.launch({ executablePath, args: ['--disable-gpu'] })
  const folder = await unpackChromium()
  const hasSystemFonts = existsSync('/etc/fonts/fonts.conf')
  return chromium.launch({
    executablePath: path.join(folder, 'chromium'),
    args: ['--headless=shell', '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: [path.join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      FONTCONFIG_PATH: hasSystemFonts ? '/etc/fonts' : path.join(folder, 'fonts'),
    },
  })
}

export interface PageOptions extends BrowserContextOptions {
  readonly width?: number
  readonly height?: number
}

/** A page in its own context; `problems` collects what a sound page never does: console errors, exceptions, violations of its policy. */
export async function openPage(
  browser: Browser,
  { width = 1280, height = 800, ...options }: PageOptions = {},
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: { width, height }, ...options })
  const page = await context.newPage()
  return { page, problems: await watch(page) }
}

/** Collects console errors, uncaught exceptions and content security policy violations of a page from now on. */
export async function watch(page: Page): Promise<string[]> {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`))
  page.on('console', (message) => {
    // The probe below is itself a script that a sandboxed frame refuses.
    const isProbe = message.text().includes("'about:srcdoc' because the document's frame is sandboxed")
    if (message.type() === 'error' && !isProbe) problems.push(`console: ${message.text()}`)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`securitypolicyviolation: ${event.violatedDirective} ${event.blockedURI}`),
    )
  })
  return problems
}

/** Unpacks once, beside the installed packages; a second process that does the same at the same time does no harm. */
async function unpackChromium(): Promise<string> {
  if (existsSync(unpacked)) return unpacked
  await mkdir(path.dirname(unpacked), { recursive: true })
  const temporary = await mkdtemp(`${unpacked}-`)
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath()`
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  })
  await rename(temporary, unpacked).catch(async (error: unknown) => {
    await rm(temporary, { recursive: true, force: true })
    if (!existsSync(unpacked)) throw error
  })
  return unpacked
}
