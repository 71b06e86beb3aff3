import { spawn } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

export interface ServedWorkbench {
  readonly address: string
  readonly pid: number
  stop(): Promise<void>
}

/** The workbench in browser mode, started as a person starts it: `recbench serve` in a process of its own. */
export function serveWorkbench(workspace: string): Promise<ServedWorkbench> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(root, 'main/cli/main.ts'), 'serve', '--workspace', workspace],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return new Promise((resolve, reject) => {
    let text = ''
    const read = (chunk: Buffer) => {
      text += String(chunk)
      const address = /http:\/\/\S+#token=\w+/.exec(text)?.[0]
      if (!address) return
      const stop = () => {
        child.kill('SIGTERM')
        return ended
      }
      resolve({ address, pid: child.pid!, stop })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`recbench serve ended with code ${code}: ${text}`)))
  })
}
