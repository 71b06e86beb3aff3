import type { Task } from '../../evaluation/task.ts'

/** Breadth first: every model's first fold, then every model's second, so that a table fills evenly. Tasks already done are left out. */
export function orderTasks(models: number, folds: number, isDone: (task: Task) => boolean): Task[] {
  const tasks = Array.from({ length: models * folds }, (_, i) => ({ model: i % models, fold: Math.floor(i / models) }))
  return tasks.filter((task) => !isDone(task))
}

interface Waiting {
  readonly bytes: number
  readonly start: () => void
}

/**
 * Lets at most as many pieces of work run at a time as there are threads, and no more together than memory holds; a piece that is larger than all memory
 * runs alone. They start in the order in which they asked.
 */
export class WorkBudget {
  #threads: number
  #bytes: number
  #running = 0
  readonly #waiting: Waiting[] = []

  constructor(threads: number, bytes = Infinity) {
    this.#threads = threads
    this.#bytes = bytes
  }

  async use<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length > 0 || !this.#fits(bytes))
      await new Promise<void>((start) => this.#waiting.push({ bytes, start }))
    else this.#take(bytes)
    try {
      return await work()
    } finally {
      this.#take(bytes, -1)
      this.#startWaiting()
    }
  }

  #fits = (bytes: number): boolean => this.#threads > 0 && (this.#running === 0 || bytes <= this.#bytes)

  #take(bytes: number, sign = 1): void {
    this.#threads -= sign
    this.#running += sign
    this.#bytes -= sign * bytes
  }

  #startWaiting(): void {
    for (let next = this.#waiting[0]; next && this.#fits(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#take(next.bytes)
      next.start()
    }
  }
}
