import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import { electronBinary, openDisplay } from './electron.ts'

export interface PackagedApp {
  /** Evaluates an expression in the page and returns its value. */
  evaluate<T>(expression: string): Promise<T>
  /** Waits until an expression in the page is truthy. */
  until(expression: string, milliseconds?: number): Promise<void>
  quit(): Promise<void>
}

interface Reply {
  readonly id: number
  readonly result?: {
    readonly result: { readonly value: unknown }
    readonly exceptionDetails?: { readonly text: string }
  }
}

/** Starts a packaged app. Its fuses refuse Playwright's way in, so the page is driven over Chromium's own debugging port. */
export async function launchPackaged(folder: string, workspace: string): Promise<PackagedApp> {
  const display = await openDisplay()
  const profile = await mkdtemp(path.join(tmpdir(), 'recbench-profile-'))
  const options = ['--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`]
  if (process.getuid?.() === 0) options.push('--no-sandbox')
  const child = spawn(electronBinary(folder), options, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DISPLAY: display.name, RECBENCH_WORKSPACE: workspace },
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const port = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stderr.on('data', (chunk: Buffer) => {
      text += String(chunk)
      const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    child.once('close', (code) => reject(new Error(`The packaged app ended with code ${code}: ${text}`)))
  })
  const socket = await openPageSocket(port)
  let lastId = 0
  const evaluate = <T>(expression: string) =>
    new Promise<T>((resolve, reject) => {
      const id = ++lastId
      const receive = (data: unknown) => {
        const reply = JSON.parse(String(data)) as Reply
        if (reply.id !== id) return
        socket.off('message', receive)
        if (!reply.result || reply.result.exceptionDetails) reject(new Error(JSON.stringify(reply)))
        else resolve(reply.result.result.value as T)
      }
      socket.on('message', receive)
      const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true }
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }))
    })
  return {
    evaluate,
    async until(expression, milliseconds = 30_000) {
      const end = Date.now() + milliseconds
      const isTrue = () => evaluate<boolean>(`Boolean(${expression})`).catch(() => false)
      while (!(await isTrue())) {
        if (Date.now() > end) {
          const text = await evaluate<string>('document.body.innerText')
          throw new Error(`Not true within ${milliseconds} ms: ${expression}\n${text}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    async quit() {
      socket.close()
      child.kill('SIGTERM')
      await ended
      display.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function openPageSocket(port: string): Promise<WebSocket> {
  const end = Date.now() + 20_000
  while (Date.now() < end) {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
    const targets = (await answer.json()) as { type: string; url: string; webSocketDebuggerUrl: string }[]
    const page = targets.find(({ type, url }) => type === 'page' && url.startsWith('app://'))
    if (page) {
      const socket = new WebSocket(page.webSocketDebuggerUrl)
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
      return socket
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The packaged app opened no window within 20 s.')
}
