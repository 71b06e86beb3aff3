import { fork, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { RecbenchError } from '../contract/errors.ts'
import { remote, type CallOptions, type Remote, type Service } from '../contract/remote.ts'
import type { Hub } from './hub.ts'

export interface ChildPlan {
  /** What a person reads: `data process`. */
  readonly name: string
  readonly entry: URL
  readonly arguments?: readonly string[]
  /** Called before each start; throws when the child must not start. */
  readonly prepare?: () => void
}

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The end of what the child wrote to standard error. */
  readonly lastWords: string
}

/** A child of the engine that serves methods over its IPC channel. It exits by itself when that channel closes. */
export class Child<S extends Service> {
  readonly plan: ChildPlan
  readonly exited: Promise<Exit>
  readonly #process: ChildProcess
  readonly #remote: Remote<S>
  #stopping = false
  #end: RecbenchError | undefined

  constructor(plan: ChildPlan) {
    this.plan = plan
    const child = fork(fileURLToPath(plan.entry), [...(plan.arguments ?? [])], {
      execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
      env: cleanEnvironment(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#process = child
    this.#remote = remote<S>({
      post: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
    })
    let lastWords = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (lastWords = (lastWords + text).slice(-4000)))
    this.exited = new Promise((resolve) => {
      let ended = false
      const finish = (code: number | null, signal: NodeJS.Signals | null) => {
        if (ended) return
        ended = true
        const exit = { code, signal, lastWords: lastWords.trim() }
        this.#end = this.describeEnd(exit)
        this.#remote.lose(this.#end)
        resolve(exit)
      }
      child.once('close', finish)
      // What it wrote last arrives with `close`, which a grandchild that holds the pipe may delay.
      child.once('exit', (code, signal) => setTimeout(() => finish(code, signal), 200).unref())
      child.once('error', (error) => {
        lastWords += error.message
        finish(null, null)
      })
    })
  }

  get name(): string {
    return this.plan.name
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  get stopping(): boolean {
    return this.#stopping
  }

  call: Remote<S>['call'] = (method, parameters, options) =>
    this.#end ? Promise.reject(this.#end) : this.#remote.call(method, parameters, options)

  describeEnd({ code, signal, lastWords }: Exit): RecbenchError {
    const how = signal ? `was ended by ${signal}` : `ended with code ${code ?? 'unknown'}`
    const detail = lastWords.split('\n').find((line) => /error/i.test(line))
    return new RecbenchError('crashed', `The ${this.plan.name} ${how}.`, detail ? { why: detail.trim() } : {})
  }

  /** Closes the channel, upon which the child leaves, and kills it after the grace time. */
  async stop(graceMilliseconds: number): Promise<void> {
    this.#stopping = true
    if (this.#process.connected) this.#process.disconnect()
    const timer = setTimeout(() => this.kill(), graceMilliseconds)
    await this.exited
    clearTimeout(timer)
  }

  kill(): void {
    this.#stopping = true
    this.#process.kill('SIGKILL')
  }
}

/** What children may know of our environment: paths, language, temporary folders and what finds a graphics card. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const allowed =
    /^(path|home|user|logname|shell|lang|language|lc_.*|tz|tmp|temp|tmpdir|systemroot|windir|appdata|localappdata|userprofile|comspec|programdata|ld_library_path|dyld_.*|vk_.*|cuda_.*|nvidia_.*|xdg_.*|tf_.*|recbench_.*)$/i
  const cache = process.env['NODE_COMPILE_CACHE'] ?? path.join(tmpdir(), 'node-compile-cache')
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => allowed.test(name))),
    NODE_COMPILE_CACHE: cache,
  }
}

const usualPauses: readonly number[] = [200, 1000, 5000]
const limitPerMinute = 5

/** Keeps one child running: started at the first call, restarted after a crash with growing pauses, given up after five crashes in a minute. */
export class KeptChild<S extends Service> {
  readonly #plan: ChildPlan
  readonly #hub: Hub
  readonly #pauses: readonly number[]
  #child: Child<S> | undefined
  #ready: Promise<Child<S>> | undefined
  #crashes: number[] = []
  #closed = false

  /** @param pauses milliseconds before each restart; the last one repeats */
  constructor(plan: ChildPlan, hub: Hub, pauses = usualPauses) {
    this.#plan = plan
    this.#hub = hub
    this.#pauses = pauses
  }

  get name(): string {
    return this.#plan.name
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  async call<Name extends keyof S & string>(
    method: Name,
    parameters: Parameters<Remote<S>['call']>[1] & Parameters<S[Name]>[0],
    options?: CallOptions,
  ): Promise<Awaited<ReturnType<S[Name]>>> {
    this.#ready ??= this.#startFirst()
    const child = await this.#ready
    return (await child.call(method, parameters as never, options)) as Awaited<ReturnType<S[Name]>>
  }

  async #startFirst(): Promise<Child<S>> {
    try {
      return this.#start()
    } catch (error) {
      this.#ready = undefined
      throw error
    }
  }

  #start(): Child<S> {
    if (this.#closed) throw new RecbenchError('crashed', `The ${this.#plan.name} is closed.`)
    this.#plan.prepare?.()
    const child = new Child<S>(this.#plan)
    this.#child = child
    void child.exited.then((exit) => {
      this.#child = undefined
      if (!child.stopping && !this.#closed) this.#recover(child.describeEnd(exit))
      else this.#ready = undefined
    })
    return child
  }

  #recover(error: RecbenchError): void {
    const now = Date.now()
    this.#crashes = [...this.#crashes.filter((at) => now - at < 60_000), now]
    const count = this.#crashes.length
    if (count > limitPerMinute) {
      this.#ready = Promise.reject(
        new RecbenchError('crashed', `The ${this.#plan.name} ended ${count} times within a minute and stays off.`, {
          why: error.message,
          remedy: 'Start Recbench again.',
        }),
      )
      this.#ready.catch(() => undefined)
      this.#hub.notice(
        'error',
        `The ${this.#plan.name} ended ${count} times within a minute and stays off.`,
        error.why ?? null,
      )
      return
    }
    this.#hub.notice('warning', `${error.message} It is started again.`, error.why ?? null)
    const pause = this.#pauses[Math.min(count, this.#pauses.length) - 1]!
    this.#ready = new Promise<void>((resolve) => setTimeout(resolve, pause)).then(() => this.#start())
    this.#ready.catch(() => undefined)
  }

  async stop(graceMilliseconds = 1000): Promise<void> {
    this.#closed = true
    await this.#child?.stop(graceMilliseconds)
  }

  /** Stops the child now; the next call starts it again. */
  kill(): void {
    this.#child?.kill()
  }
}
