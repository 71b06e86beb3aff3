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
  const queue: Order[] = []
  const members = Array.from({ length: count }, () => new Member(deal))
  function deal(): void {
    for (const member of members) member.takeOwn()
    while (queue.length > 0) {
      const idle = members.reduce((least, member) => (member.pending < least.pending ? member : least))
      if (idle.pending >= mostPending) return
      idle.take(queue.shift()!)
    }
  }
  const stop = (reason: RecbenchError) => {
    signal.removeEventListener('abort', cancel)
    for (const member of members) member.end(reason)
    for (const { reject } of queue.splice(0)) reject(reason)
  }
  const cancel = () => stop(new RecbenchError('cancelled', 'Reading the file was cancelled.'))
  signal.addEventListener('abort', cancel)
  return {
    count,
    run(name, input, { thread, onProgress } = {}) {
      const done = new Promise<never>((resolve, reject) => {
        const order: Order = { name, input, onProgress, resolve, reject }
        if (thread === undefined) queue.push(order)
        else members[thread]!.own.push(order)
      })
      // Whoever asked may have failed already and not listen any more.
      done.catch(() => undefined)
      deal()
      return done
    },
    end: () => stop(new RecbenchError('cancelled', 'The threads were ended.')),
  }
}

interface Order extends Omit<TaskOrder, 'id'> {
  readonly onProgress: ((amount: number) => void) | undefined
  readonly resolve: (result: never) => void
  readonly reject: (reason: unknown) => void
}

/** So many tasks a thread has at a time, one of them in work, so that it need not wait for this thread. */
const mostPending = 2

class Member {
  /** Tasks that no other thread may do. */
  readonly own: Order[] = []
  readonly #ready: () => void
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url))
  readonly #pending = new Map<number, Order>()
  #orders = 0
  #ended: Error | null = null

  /** @param ready called when there is room for a task */
  constructor(ready: () => void) {
    this.#ready = ready
    this.#worker.on('message', (news: TaskNews) => this.#hear(news))
    this.#worker.once('error', (error) => this.#fail(error as Error))
    this.#worker.once('exit', () =>
      this.#fail(new RecbenchError('crashed', 'A thread that reads the file ended early.')),
    )
  }

  get pending(): number {
    return this.#pending.size
  }

  take(order: Order): void {
    if (this.#ended) return order.reject(this.#ended)
    const { name, input } = order
    const id = ++this.#orders
    this.#pending.set(id, order)
    this.#worker.postMessage({ id, name, input } satisfies TaskOrder)
  }

  takeOwn(): void {
    while (this.own.length > 0 && this.pending < mostPending) this.take(this.own.shift()!)
  }

  end(reason: Error): void {
    this.#fail(reason)
    void this.#worker.terminate()
  }

  #hear(news: TaskNews): void {
    const order = this.#pending.get(news.id)
    if (!order) return
    try {
      if (news.kind === 'progress') return order.onProgress?.(news.amount)
    } catch (error) {
      order.reject(error)
      return
    }
    this.#pending.delete(news.id)
    if (news.kind === 'result') order.resolve(news.result as never)
    else order.reject(fromErrorReport(news.report))
    this.#ready()
  }

  #fail(error: Error): void {
    this.#ended ??= error
    for (const { reject } of [...this.#pending.values(), ...this.own.splice(0)]) reject(this.#ended)
    this.#pending.clear()
  }
}
