import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { RecbenchError } from '../contract/errors.ts'

export const projectRoot = path.resolve(import.meta.dirname, '../..')

interface Bundle {
  readonly title: string
  readonly result: string
  readonly sources: readonly string[]
  readonly config: string
}

const shared = ['main/contract', 'package-lock.json']
export const bundles = {
  page: {
    title: 'the page',
    result: 'dist/renderer/index.html',
    sources: ['renderer', 'main/figures', 'vite.config.ts', ...shared],
    config: 'vite.config.ts',
  },
  shell: {
    title: 'the desktop shell',
    result: 'dist/electron/main.cjs',
    sources: ['main/electron', 'main/host/assets.ts', 'main/host/find-node.js', 'vite.electron.config.ts', ...shared],
    config: 'vite.electron.config.ts',
  },
} as const satisfies Record<string, Bundle>

/**
 * Builds a bundle that is missing or older than its sources. Where there are no sources, as in the packaged app, it is taken as it is.
 *
 * @param say told once, before a build starts
 */
export async function buildWhenStale(bundle: Bundle, say: (line: string) => void): Promise<void> {
  const result = path.join(projectRoot, bundle.result)
  const built = existsSync(result) ? (await stat(result)).mtimeMs : 0
  const present = bundle.sources.map((source) => path.join(projectRoot, source)).filter((source) => existsSync(source))
  const newest = Math.max(0, ...(await Promise.all(present.map(newestIn))))
  const canBuild = existsSync(path.join(projectRoot, bundle.config))
  if (built > 0 && (newest <= built || !canBuild)) return
  if (!canBuild)
    throw new RecbenchError('not-found', `${bundle.result} is missing and there is nothing to build it from.`, {
      remedy: 'Install Recbench again.',
    })
  say(`Building ${bundle.title} (${built ? 'its sources are newer' : 'first start'}).`)
  await build(bundle)
}

async function newestIn(file: string): Promise<number> {
  const info = await stat(file)
  if (!info.isDirectory()) return info.mtimeMs
  const names = await readdir(file, { recursive: true, withFileTypes: true })
  const times = names
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).mtimeMs)
  return Math.max(0, ...(await Promise.all(times)))
}

function build({ title, config }: Bundle): Promise<void> {
  const vite = path.join(path.dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    child.stdout.on('data', (chunk) => (text += String(chunk)))
    child.stderr.on('data', (chunk) => (text += String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      const remedy = 'Run "npm run build" to see it again.'
      reject(new RecbenchError('internal', `Building ${title} failed.`, { why: text.trim().slice(-2000), remedy }))
    })
  })
}
