import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { watch } from './chromium.ts'

const root = path.resolve(import.meta.dirname, '../..')
const nobody = 65534

/** The folder of an Electron binary: `ELECTRON_OVERRIDE_DIST_PATH`, or the one that the installed package has fetched. */
export function findElectronFolder(): string | undefined {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (given) return given
  const pathFile = path.join(root, 'node_modules/electron/path.txt')
  const folder = path.join(root, 'node_modules/electron/dist')
  return existsSync(pathFile) && existsSync(path.join(folder, readFileSync(pathFile, 'utf8'))) ? folder : undefined
}

/** Why tests of the window cannot run here, or undefined. In CI on Linux x64, where they must run, a missing binary is a failure. */
export function whyNoElectron(): string | undefined {
  if (process.platform !== 'linux') return 'the tests of the window are written for Linux'
  if (findElectronFolder()) return undefined
  const reason = 'no Electron binary: set ELECTRON_OVERRIDE_DIST_PATH, or run "npx install-electron --no"'
  if (process.env['CI'] && process.arch === 'x64') throw new Error(reason)
  return reason
}

/** `electron`, or the name of a packaged app. */
export const electronBinary = (folder: string) =>
  ['recbench', 'electron'].map((name) => path.join(folder, name)).find((file) => existsSync(file))!

interface Display {
  readonly name: string
  close(): void
}

/** The display of this machine, or a virtual one. */
export async function openDisplay(): Promise<Display> {
  const present = process.env['DISPLAY']
  if (present) return { name: present, close: () => undefined }
  const server: ChildProcess = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-ac'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const number = await new Promise<string>((resolve, reject) => {
    server.on('error', () => reject(new Error('There is no display and no Xvfb: install the package xvfb.')))
    server.stdout!.once('data', (chunk: Buffer) => resolve(String(chunk).trim()))
  })
  return { name: `:${number}`, close: () => void server.kill() }
}

export interface LaunchOptions {
  readonly workspace: string
  /** Runs with Chromium's real sandbox; as root this means as another user. */
  readonly sandbox?: boolean
}

export interface LaunchedApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly problems: string[]
  /** From the start of the process to the first painted page. */
  readonly milliseconds: number
  close(): Promise<void>
}

/** Starts the desktop app in a profile of its own and waits for its window. */
export async function launchApp({ workspace, sandbox = false }: LaunchOptions): Promise<LaunchedApp> {
  const display = await openDisplay()
  const profile = await mkdtemp(path.join(tmpdir(), 'recbench-profile-'))
  const folder = findElectronFolder()!
  const isOther = sandbox && process.getuid?.() === 0
  const executablePath = isOther ? await asNobody(folder, profile) : electronBinary(folder)
  if (isOther) await chown(workspace, nobody, nobody)
  const started = performance.now()
  const app = await _electron.launch({
    executablePath,
    args: ['--disable-gpu', `--user-data-dir=${path.join(profile, 'data')}`, root],
    chromiumSandbox: sandbox,
    env: {
      ...(process.env as Record<string, string>),
      DISPLAY: display.name,
      RECBENCH_WORKSPACE: workspace,
      ...(isOther ? { HOME: profile, XDG_CACHE_HOME: path.join(profile, 'cache') } : {}),
    },
  })
  const page = await app.firstWindow({ timeout: 60_000 })
  const problems = await watch(page)
  await page.waitForLoadState('load')
  return {
    app,
    page,
    problems,
    milliseconds: performance.now() - started,
    async close() {
      await app.close()
      display.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Chromium refuses its sandbox to root, so the binary runs as a user without rights, from a copy that this user may read. */
async function asNobody(folder: string, profile: string): Promise<string> {
  const copy = path.join(profile, 'electron')
  execFileSync('cp', ['-a', '--reflink=auto', folder, copy])
  await chown(profile, nobody, nobody)
  await chmod(profile, 0o755)
  const wrapper = path.join(profile, 'as-nobody')
  const drop = `setpriv --reuid ${nobody} --regid ${nobody} --clear-groups`
  await writeFile(wrapper, `#!/bin/sh\nexec ${drop} "${electronBinary(copy)}" "$@"\n`, { mode: 0o755 })
  return wrapper
}
