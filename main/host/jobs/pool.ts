import { Worker } from 'node:worker_threads'
import { collectGarbage } from '../../contract/collect-garbage.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { remote, type Remote } from '../../contract/remote.ts'
import type { TaskNews, WorkerPlan, WorkerService } from './protocol.ts'
import { createFlag, isRaised, raise } from './shared-signal.ts'

interface Thread {
  readonly worker: Worker
  readonly remote: Remote<WorkerService>
}

interface Running {
  readonly model: number
  readonly flag: Int32Array
  readonly thread: Thread
}

/** Time a cancelled task has to notice before its thread is replaced. */
const grace = 400

/** A fixed number of worker threads that take one task at a time. A thread is replaced only when it dies or ignores a cancellation. */
export class Pool {
  readonly #plan: WorkerPlan
  readonly #idle: Thread[] = []
  readonly #threads = new Set<Thread>()
  readonly #running = new Set<Running>()

  constructor(plan: WorkerPlan) {
    this.#plan = plan
  }

  async ask<Name extends keyof WorkerService>(
    method: Name,
    subject: Parameters<WorkerService[Name]>[0]['subject'],
    backend: string,
    onNews: (news: TaskNews) => void,
  ): Promise<Awaited<ReturnType<WorkerService[Name]>>> {
    const thread = this.#idle.pop() ?? this.#start()
    const flag = createFlag()
    const running = { model: subject.model, flag, thread }
    this.#running.add(running)
    try {
      const request = { subject, backend, flag } as never
      const options = { onNews: (news: unknown) => onNews(news as TaskNews) }
      return (await thread.remote.call(method, request, options)) as Awaited<ReturnType<WorkerService[Name]>>
    } catch (error) {
      throw isRaised(flag) ? new RecbenchError('cancelled', 'The task was cancelled.') : error
    } finally {
      this.#running.delete(running)
      if (this.#threads.has(thread)) this.#idle.push(thread)
    }
  }

  /** Cancels what runs for the models that match. */
  cancel(matches: (model: number) => boolean): void {
    for (const running of this.#running) {
      if (!matches(running.model)) continue
      raise(running.flag)
      setTimeout(() => this.#running.has(running) && this.#end(running.thread), grace)
    }
  }

  #start(): Thread {
    // What split and audit have left would stay beside what the threads need.
    if (this.#threads.size === 0) collectGarbage()
    const worker = new Worker(new URL('./task-worker.ts', import.meta.url), { workerData: this.#plan })
    const thread: Thread = {
      worker,
      remote: remote<WorkerService>({
        post: (message) => worker.postMessage(message),
        onMessage: (listener) => void worker.on('message', listener),
      }),
    }
    this.#threads.add(thread)
    worker.on('error', (error) => this.#lose(thread, explain(error)))
    worker.on('exit', () => this.#lose(thread, new RecbenchError('crashed', 'The worker thread ended.')))
    return thread
  }

  #end(thread: Thread): void {
    this.#lose(thread, new RecbenchError('cancelled', 'The task was cancelled.'))
    void thread.worker.terminate()
  }

  #lose(thread: Thread, error: RecbenchError): void {
    if (!this.#threads.delete(thread)) return
    const index = this.#idle.indexOf(thread)
    if (index >= 0) this.#idle.splice(index, 1)
    thread.remote.lose(error)
  }

  async close(): Promise<void> {
    const workers = [...this.#threads].map(({ worker }) => worker)
    this.#threads.clear()
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

function explain(error: unknown): RecbenchError {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new RecbenchError('does-not-fit', 'The model ran out of memory.', {
      remedy: 'Lower its dimensions, use fewer threads, or filter the log, for example by a k-core.',
      cause: error,
    })
  return new RecbenchError('internal', `The worker thread failed: ${message}`, { cause: error })
}
