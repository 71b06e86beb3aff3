import type { Task } from '../../evaluation/task.ts'

/** Breadth first: every model's first fold, then every model's second, so that a table fills evenly. Tasks already done are left out. */
export function orderTasks(models: number, folds: number, isDone: (task: Task) => boolean): Task[] {
  const tasks = Array.from({ length: models * folds }, (_, i) => ({ model: i % models, fold: Math.floor(i / models) }))
  return tasks.filter((task) => !isDone(task))
}

/** Lets at most `permits` pieces of work run at a time, in the order in which they asked. */
export class Permits {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(permits: number) {
    this.#free = permits
  }

  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
