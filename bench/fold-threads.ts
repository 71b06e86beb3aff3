import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FoldTask } from './fold-worker.ts'

/** Threads that train a fold each, as the product's cross-validation does: the next fold goes to whichever is free. */
export class FoldThreads {
  readonly #workers: readonly Worker[]
  readonly #folds: number

  private constructor(workers: readonly Worker[], folds: number) {
    this.#workers = workers
    this.#folds = folds
  }

  /** Starts the threads and waits until each has read its data. */
  static async start(task: FoldTask, threads: number): Promise<FoldThreads> {
    const workers = Array.from(
      { length: threads },
      () => new Worker(new URL('./fold-worker.ts', import.meta.url), { workerData: task }),
    )
    await Promise.all(workers.map((worker) => once(worker, 'message')))
    return new FoldThreads(workers, task.folders.length)
  }

  /** The error of each fold. */
  async run(): Promise<readonly number[]> {
    const errors = new Array<number>(this.#folds)
    let next = 0
    await Promise.all(
      this.#workers.map(async (worker) => {
        while (next < this.#folds) {
          worker.postMessage(next++)
          const [{ fold, error }] = (await once(worker, 'message')) as [{ fold: number; error: number }]
          errors[fold] = error
        }
      }),
    )
    return errors
  }
}
