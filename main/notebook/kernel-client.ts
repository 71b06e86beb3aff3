import { fork, type ChildProcess } from 'node:child_process'
import type { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { CellState, Variable } from '../contract/api/notebook.ts'
import { RecbenchError } from '../contract/errors.ts'
import type { Events } from '../contract/events.ts'
import type { ClientMessage, HostMessage, HostWire } from '../contract/protocol.ts'
import { remote, type Remote } from '../contract/remote.ts'
import {
  interruptPipe,
  type Execution,
  type FromKernel,
  type KernelNews,
  type KernelService,
  type ToKernel,
} from './protocol.ts'

type KernelEvent = Events['notebook'] extends infer Event
  ? Event extends { kernel: string }
    ? Omit<Event, 'kernel'>
    : never
  : never

export interface KernelOptions {
  /** Where relative imports of cells start. */
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  /** Serves the contract to the cells over this wire. */
  serve(wire: HostWire): void
  onEvent(event: KernelEvent): void
}

const interruptPatience = 3000

/** One notebook's kernel as the engine sees it: starts the process, runs cells in turn, and says when it died. */
export class Kernel {
  readonly #options: KernelOptions
  #child: ChildProcess | undefined
  #remote: Remote<KernelService> | undefined
  #last: Promise<unknown> = Promise.resolve()
  #closeWire: (reason: string) => void = () => undefined
  #stopped = false

  constructor(options: KernelOptions) {
    this.#options = options
    this.#start()
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Cells run in the order in which they were asked for. */
  execute(cell: string, code: string): Promise<Execution> {
    this.#cell(cell, 'queued', null)
    const turn = this.#last.then(() => this.#run(cell, code))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async variables(): Promise<readonly Variable[]> {
    return this.#remote ? this.#remote.call('variables', {}) : []
  }

  /** Asks the running cell to end; a kernel that does not is restarted, and what it held is lost. */
  async interrupt(): Promise<void> {
    const child = this.#child
    ;(child?.stdio[interruptPipe] as Writable | null | undefined)?.write('i')
    const ended = await Promise.race([
      this.#last.then(() => true),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), interruptPatience)),
    ])
    if (!ended && this.#child === child)
      await this.restart('The cell did not answer the interrupt, so the kernel was restarted; its variables are gone.')
  }

  async restart(reason: string | null = null): Promise<void> {
    this.#options.onEvent({ type: 'kernel', state: 'restarting', reason })
    await this.#end()
    this.#stopped = false
    this.#last = Promise.resolve()
    this.#start()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#end()
  }

  async #run(cell: string, code: string): Promise<Execution> {
    if (!this.#remote) throw new RecbenchError('crashed', 'The kernel is not running.', { remedy: 'Restart it.' })
    this.#cell(cell, 'running', null)
    this.#options.onEvent({ type: 'kernel', state: 'busy', reason: null })
    try {
      const execution = await this.#remote.call(
        'execute',
        { code },
        { onNews: (news) => this.#tell(cell, news as KernelNews) },
      )
      this.#cell(cell, execution.state, execution.count)
      this.#options.onEvent({ type: 'kernel', state: 'idle', reason: null })
      return execution
    } catch (error) {
      this.#cell(cell, 'failed', null)
      throw error
    }
  }

  #tell(cell: string, news: KernelNews): void {
    this.#options.onEvent(
      news.type === 'clear' ? { type: 'clear', cell } : { type: 'output', cell, output: news.output },
    )
  }

  #cell(cell: string, state: CellState, count: number | null): void {
    this.#options.onEvent({ type: 'cell', cell, state, count })
  }

  #start(): void {
    this.#options.onEvent({ type: 'kernel', state: 'starting', reason: null })
    const entry = fileURLToPath(new URL('kernel-process.ts', import.meta.url))
    const child = fork(entry, [this.#options.folder], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: this.#options.environment,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
    })
    let lastWords = ''
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (lastWords = (lastWords + text).slice(-2000)))
    child.stdio[interruptPipe]?.on('error', () => undefined)
    const post = (message: ToKernel) => void child.send(message, () => undefined)
    const kernelListeners: ((message: unknown) => void)[] = []
    const wire = this.#openWire((message) => post({ channel: 'engine', message }))
    child.on('message', (value) => {
      const { channel, message } = value as FromKernel
      if (channel === 'engine') wire.receive(message)
      else for (const listener of kernelListeners) listener(message)
    })
    const connection = remote<KernelService>({
      post: (message) => post({ channel: 'kernel', message }),
      onMessage: (listener) => void kernelListeners.push(listener),
    })
    this.#child = child
    this.#remote = connection
    child.once('close', (code, signal) => {
      const why = lastWords
        .split('\n')
        .find((line) => /error|memory/i.test(line))
        ?.trim()
      connection.lose(
        new RecbenchError('crashed', `The kernel ended (${signal ?? `code ${code}`}); its variables are gone.`, {
          ...(why && { why }),
          remedy: 'Restart it and run the cells again.',
        }),
      )
      this.#closeWire('The kernel ended.')
      if (this.#child !== child) return
      this.#child = undefined
      this.#remote = undefined
      if (!this.#stopped)
        this.#options.onEvent({
          type: 'kernel',
          state: 'dead',
          reason: why ?? `The kernel ended (${signal ?? `code ${code}`}).`,
        })
    })
    this.#options.onEvent({ type: 'kernel', state: 'idle', reason: null })
  }

  #openWire(send: (message: HostMessage) => void) {
    const listeners: ((message: ClientMessage) => void)[] = []
    const closeListeners: ((reason: string) => void)[] = []
    this.#closeWire = (reason) => closeListeners.splice(0).forEach((listener) => listener(reason))
    this.#options.serve({
      send,
      onMessage: (listener) => void listeners.push(listener),
      onClose: (listener) => void closeListeners.push(listener),
      close: () => undefined,
    })
    return { receive: (message: ClientMessage) => listeners.forEach((listener) => listener(message)) }
  }

  async #end(): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#stopped = true
    const closed = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await closed
  }
}
