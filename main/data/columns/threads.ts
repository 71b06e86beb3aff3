import os from 'node:os'
import { Worker } from 'node:worker_threads'
import { fromErrorReport, RecbenchError, type ErrorReport } from '../../contract/errors.ts'
import { tasks, type TaskInput, type TaskName, type TaskOutput } from './tasks.ts'

const mostThreads = 8

/** What a thread is asked to do. */
export interface TaskOrder {
  readonly id: number
  readonly name: TaskName
  readonly input: unknown
}

/** What a thread tells: how far a task is, its result, or why there is none. */
export type TaskNews =
  | { readonly id: number; readonly kind: 'progress'; readonly amount: number }
  | { readonly id: number; readonly kind: 'result'; readonly result: unknown }
  | { readonly id: number; readonly kind: 'error'; readonly report: ErrorReport }

export interface TaskOptions {
  /** The thread that does it; by default one that has least to do. */
  readonly thread?: number
  readonly onProgress?: (amount: number) => void
}

/** Threads that work on parts of a log. Each does one task after the other. */
export interface LogThreads {
  readonly count: number
  run<Name extends TaskName>(name: Name, input: TaskInput<Name>, options?: TaskOptions): Promise<TaskOutput<Name>>
  /** Ends the threads, and with them what they are at. */
  end(): void
}

/** Does at once, in this thread, what it is asked: for logs that are read before a thread has started. */
export const thisThread: LogThreads = {
  count: 1,
  run: (name, input, { onProgress = () => undefined } = {}) =>
    new Promise((resolve) => resolve(tasks[name](input as never, onProgress) as never)),
  end: () => undefined,
}

/** Starts a thread per core. Errors of what they run: `cancelled` once the signal is aborted, `crashed` when a thread ends early. */
export function startThreads(signal: AbortSignal): LogThreads {
  const count = Math.min(mostThreads, os.availableParallelism())
  const members = Array.from({ length: count }, () => new Member())
  const end = () => {
    signal.removeEventListener('abort', cancel)
    for (const member of members) member.end(new RecbenchError('cancelled', 'The threads were ended.'))
  }
  const cancel = () => {
    for (const member of members) member.end(new RecbenchError('cancelled', 'Reading the file was cancelled.'))
  }
  signal.addEventListener('abort', cancel)
  return {
    count,
    run: (name, input, { thread, onProgress } = {}) => {
      const idle = members.reduce((least, member) => (member.pending < least.pending ? member : least))
      return (thread === undefined ? idle : members[thread]!).run(name, input, onProgress)
    },
    end,
  }
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (reason: unknown) => void
  readonly onProgress: ((amount: number) => void) | undefined
}

class Member {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url))
  readonly #waiting = new Map<number, Waiting>()
  #orders = 0
  #ended: Error | null = null

  constructor() {
    this.#worker.on('message', (news: TaskNews) => this.#hear(news))
    this.#worker.once('error', (error) => this.#fail(error as Error))
    this.#worker.once('exit', () =>
      this.#fail(new RecbenchError('crashed', 'A thread that reads the file ended early.')),
    )
  }

  get pending(): number {
    return this.#waiting.size
  }

  run<Result>(name: TaskName, input: unknown, onProgress: Waiting['onProgress']): Promise<Result> {
    const done = new Promise<Result>((resolve, reject) => {
      if (this.#ended) return reject(this.#ended)
      const id = ++this.#orders
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, onProgress })
      const order: TaskOrder = { id, name, input }
      this.#worker.postMessage(order)
    })
    // Whoever asked may have failed already and not listen any more.
    done.catch(() => undefined)
    return done
  }

  end(reason: Error): void {
    this.#fail(reason)
    void this.#worker.terminate()
  }

  #hear(news: TaskNews): void {
    const waiting = this.#waiting.get(news.id)
    if (!waiting) return
    try {
      if (news.kind === 'progress') return waiting.onProgress?.(news.amount)
    } catch (error) {
      waiting.reject(error)
      return
    }
    this.#waiting.delete(news.id)
    if (news.kind === 'result') waiting.resolve(news.result as never)
    else waiting.reject(fromErrorReport(news.report))
  }

  #fail(error: Error): void {
    this.#ended ??= error
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}
