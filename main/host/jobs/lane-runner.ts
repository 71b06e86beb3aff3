import { RecbenchError } from '../../contract/errors.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import { Pool } from './pool.ts'
import type { TaskNews, WorkerPlan, WorkerRequest, WorkerService } from './protocol.ts'
import { workers } from './run-one-task.ts'
import { WorkBudget } from './scheduler.ts'
import { createFlag, raise } from './shared-signal.ts'

type Method = keyof WorkerService
type Subject<Name extends Method> = Parameters<WorkerService[Name]>[0]['subject']
type Outcome<Name extends Method> = Awaited<ReturnType<WorkerService[Name]>>

export interface Assigned {
  readonly id: string
  readonly inThreads: boolean
}

export interface LaneLimits {
  readonly threads: number
  /** Memory for models that are worked on at a time, and what one needs. */
  readonly bytes: number
  bytesOf(model: number): number
}

/** What asks for no device, whatever its model was trained on. */
const onAnyThread: ReadonlySet<Method> = new Set<Method>(['simulate', 'sequences'])
const javascript: Assigned = { id: 'javascript', inThreads: true }

/** Runs work of models on threads, or in this thread for backends that hold one device of the process, within the thread and memory budget. */
export class LaneRunner {
  readonly #plan: WorkerPlan
  readonly #pool: Pool
  readonly #budget: WorkBudget
  /** One piece at a time in this thread. */
  readonly #own = new WorkBudget(1)
  readonly #limits: LaneLimits
  readonly #signal: AbortSignal
  readonly #backendOf: (model: number) => Assigned
  /** What runs in this thread: cancellation flag to model. */
  readonly #here = new Map<Int32Array, number>()
  readonly #cancelled: ((model: number) => boolean)[] = []

  constructor(plan: WorkerPlan, limits: LaneLimits, backendOf: (model: number) => Assigned, signal: AbortSignal) {
    this.#plan = plan
    this.#pool = new Pool(plan)
    this.#budget = new WorkBudget(limits.threads, limits.bytes)
    this.#limits = limits
    this.#backendOf = backendOf
    this.#signal = signal
  }

  /** Works through a list in order, as many at a time as there are threads; `attempt` asks for work piece by piece and must not throw. */
  async drain<S extends { readonly model: number }>(
    subjects: readonly S[],
    attempt: (subject: S) => Promise<void>,
  ): Promise<void> {
    const onThreads = subjects.filter(({ model }) => this.#backendOf(model).inThreads)
    const here = subjects.filter(({ model }) => !this.#backendOf(model).inThreads)
    const consume = async (queue: S[]) => {
      for (let next = queue.shift(); next && !this.#signal.aborted; next = queue.shift()) await attempt(next)
    }
    const lines = Math.min(this.#limits.threads, onThreads.length)
    await Promise.all([...Array.from({ length: lines }, () => consume(onThreads)), consume(here)])
  }

  /** One piece of work, as soon as a thread and memory are free. */
  work<Name extends Method>(
    method: Name,
    subject: Subject<Name>,
    onNews: (news: TaskNews) => void,
  ): Promise<Outcome<Name>> {
    const { id, inThreads } = onAnyThread.has(method) ? javascript : this.#backendOf(subject.model)
    const run = () =>
      this.#budget.use(this.#limits.bytesOf(subject.model), () => this.#run(method, subject, id, inThreads, onNews))
    return inThreads ? run() : this.#own.use(0, run)
  }

  async #run<Name extends Method>(
    method: Name,
    subject: Subject<Name>,
    backend: string,
    inThreads: boolean,
    onNews: (news: TaskNews) => void,
  ): Promise<Outcome<Name>> {
    if (this.#signal.aborted || this.#cancelled.some((matches) => matches(subject.model)))
      throw new RecbenchError('cancelled', 'The task was cancelled.')
    if (inThreads) return this.#pool.ask(method, subject, backend, onNews)
    const flag = createFlag()
    this.#here.set(flag, subject.model)
    try {
      const task: RemoteTask = { signal: this.#signal, notify: (news) => onNews(news as TaskNews) }
      const request = { subject, backend, flag } as WorkerRequest<never>
      return (await workers[method](this.#plan, request, task)) as Outcome<Name>
    } finally {
      this.#here.delete(flag)
    }
  }

  cancel(matches: (model: number) => boolean): void {
    this.#cancelled.push(matches)
    this.#pool.cancel(matches)
    for (const [flag, model] of this.#here) if (matches(model)) raise(flag)
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}
