import { fork, type ChildProcess } from 'node:child_process'
import type { EngineMessage, ShellMessage } from '../contract/engine-channel.ts'
import { describeError } from '../contract/errors.ts'
import type { HostMessage } from '../contract/protocol.ts'
import type { EngineState } from '../contract/shell.ts'

export interface EnginePlan {
  /** The Node that runs it. */
  readonly node: string
  readonly entry: string
  readonly arguments: readonly string[]
  /** Pauses before a restart, in milliseconds; the last one repeats. */
  readonly pauses?: readonly number[]
  /** Crashes within a minute after which it stays off. */
  readonly limit?: number
}

export interface EngineListener {
  message(connection: number, message: HostMessage): void
  state(state: EngineState): void
  /** A line that the engine wrote to standard error. */
  log(text: string): void
}

const minute = 60_000
const graceMilliseconds = 3000
const lastWordsMilliseconds = 200

/** Keeps the engine running: started, watched, restarted after a crash with growing pauses, given up after too many crashes in a minute. */
export class Engine {
  readonly #plan: EnginePlan
  readonly #listener: EngineListener
  #child: ChildProcess | undefined
  #state: EngineState = { state: 'starting', reason: 'The engine is starting.' }
  #crashes: number[] = []
  #timer: NodeJS.Timeout | undefined
  #stopping = false

  constructor(plan: EnginePlan, listener: EngineListener) {
    this.#plan = plan
    this.#listener = listener
  }

  get state(): EngineState {
    return this.#state
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  start(): void {
    const { ELECTRON_RUN_AS_NODE: _run, NODE_OPTIONS: _options, ...env } = process.env
    const child = fork(this.#plan.entry, [...this.#plan.arguments], {
      execPath: this.#plan.node,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env,
    })
    this.#child = child
    let lastWords = ''
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-2000)
      this.#listener.log(text)
    })
    child.on('message', (message) => this.#receive(message as EngineMessage))
    let ended = false
    const end = (how: string) => {
      if (ended) return
      ended = true
      this.#child = undefined
      if (!this.#stopping) this.#recover(`The engine ${how}.${reasonIn(lastWords)}`)
    }
    child.on('error', (error) => end(`could not be started: ${error.message}`))
    const describe = (code: number | null, signal: string | null) =>
      signal ? `was ended by ${signal}` : `ended with code ${code}`
    // The last words arrive with `close`, which a grandchild that holds the pipe may delay.
    child.on('exit', (code, signal) => setTimeout(() => end(describe(code, signal)), lastWordsMilliseconds))
    child.on('close', (code, signal) => end(describe(code, signal)))
  }

  post(message: ShellMessage): void {
    if (this.#child?.connected) this.#child.send(message, () => undefined)
  }

  /** Lets the engine finish writing and end its children; kills it after the grace time. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#timer)
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    this.post({ kind: 'stop' })
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds)
    await ended
    clearTimeout(timer)
  }

  #receive(message: EngineMessage): void {
    switch (message.kind) {
      case 'ready':
        return this.#become('ready', 'The engine is ready.')
      case 'failed':
        this.#stopping = true
        return this.#become('failed', describeError(message.error))
      case 'message':
        return this.#listener.message(message.connection, message.message)
      default:
        return message satisfies never
    }
  }

  #recover(reason: string): void {
    const { pauses = [250, 1000, 4000], limit = 5 } = this.#plan
    const now = Date.now()
    this.#crashes = [...this.#crashes.filter((at) => now - at < minute), now]
    const count = this.#crashes.length
    if (count > limit) return this.#become('failed', `${reason} It ended ${count} times within a minute and stays off.`)
    this.#become('lost', `${reason} It is started again.`)
    this.#timer = setTimeout(() => this.start(), pauses[Math.min(count, pauses.length) - 1])
  }

  #become(state: EngineState['state'], reason: string): void {
    this.#state = { state, reason }
    this.#listener.state(this.#state)
  }
}

function reasonIn(text: string): string {
  const line = text.split('\n').find((candidate) => /^\w*Error\b/.test(candidate.trim()))
  return line ? ` ${line.trim()}` : ''
}
