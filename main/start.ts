import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { describeError, toErrorReport } from './contract/errors.ts'
import { serve } from './server/main.ts'
import { buildWhenStale, bundles, projectRoot } from './server/page.ts'

/** `npm start`: the desktop app where an Electron binary and a display are to be had, otherwise the same workbench in the browser. */
const workspace = path.resolve(process.env['RECBENCH_WORKSPACE'] ?? path.join(os.homedir(), 'Recbench'))
const downloadMilliseconds = 120_000
const earlyMilliseconds = 15_000

const say = (line: string) => void process.stderr.write(`${line}\n`)
const announce = (line: string) => void process.stdout.write(`${line}\n`)

try {
  const reason = await startDesktop()
  if (reason !== undefined) await startBrowser(reason)
} catch (error) {
  say(describeError(toErrorReport(error)))
  process.exitCode = 1
}

/** Runs the desktop app until it quits; otherwise why it cannot run here. */
async function startDesktop(): Promise<string | undefined> {
  if (process.argv.includes('--browser')) return 'because --browser asks for it'
  const isLinux = process.platform === 'linux'
  if (isLinux && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return 'because this machine has no display'
  const electron = findElectron() ?? (await fetchElectron())
  if (!electron) return 'because the Electron binary is not installed and cannot be fetched from here'
  await buildWhenStale(bundles.page, say)
  await buildWhenStale(bundles.shell, say)
  announce(`Recbench opens as a desktop app (${electron}); its workspace is ${workspace}.`)
  return runElectron(electron, isLinux && process.getuid?.() === 0 ? ['--no-sandbox'] : [])
}

async function startBrowser(reason: string): Promise<void> {
  const server = await serve({ workspace, port: Number(process.env['RECBENCH_PORT'] ?? 0), host: '127.0.0.1' })
  announce(`Recbench runs in the browser, ${reason}: ${server.address}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
}

function findElectron(): string | undefined {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const candidates = [given && path.join(given, binaryName()), installedElectron()]
  return candidates.find((file) => file && existsSync(file)) || undefined
}

function electronFolder(): string {
  return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
}

function installedElectron(): string | undefined {
  try {
    const folder = electronFolder()
    return path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8'))
  } catch (error) {
    if (['ENOENT', 'MODULE_NOT_FOUND'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

function binaryName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Electron comes without its binary; the package's own script fetches it, once. */
async function fetchElectron(): Promise<string | undefined> {
  let script: string
  try {
    script = path.join(electronFolder(), 'install.js')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
  say('Fetching the Electron binary (first start).')
  await new Promise<void>((resolve) => {
    const child = spawn(process.execPath, [script], { stdio: 'ignore', timeout: downloadMilliseconds })
    child.on('error', () => resolve())
    child.on('close', () => resolve())
  })
  return findElectron()
}

/** Undefined when the app ran and was quit; the reason when it could not start, such as a missing system library. */
function runElectron(electron: string, options: readonly string[]): Promise<string | undefined> {
  const started = Date.now()
  const { ELECTRON_RUN_AS_NODE: _run, ...env } = process.env
  const child = spawn(electron, [...options, projectRoot], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...env, RECBENCH_WORKSPACE: workspace },
  })
  let lastWords = ''
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + String(chunk)).slice(-2000)
    process.stderr.write(chunk)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    const fail = (why: string) => resolve(`because Electron did not start (${why})`)
    child.on('error', (error) => fail(error.message))
    child.on('close', (code, signal) => {
      const isEarly = Date.now() - started < earlyMilliseconds
      if (code === 0 || signal === 'SIGINT' || signal === 'SIGTERM' || !isEarly) resolve(undefined)
      else fail(lastWords.trim().split('\n').at(-1) ?? `code ${code}`)
    })
  })
}
