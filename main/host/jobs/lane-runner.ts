import type { RemoteTask } from '../../contract/remote.ts'
import { Pool } from './pool.ts'
import type { TaskNews, WorkerPlan, WorkerRequest, WorkerService } from './protocol.ts'
import { runOneTask, valueOnePolicy } from './run-one-task.ts'
import { Permits } from './scheduler.ts'
import { createFlag, raise } from './shared-signal.ts'

type Method = keyof WorkerService
type Subject<Name extends Method> = Parameters<WorkerService[Name]>[0]['subject']
type Outcome<Name extends Method> = Awaited<ReturnType<WorkerService[Name]>>

export interface Assigned {
  readonly id: string
  readonly inThreads: boolean
}

/** Runs work of models on threads, or in this thread for backends that hold one device of the process; never more at a time than there are threads. */
export class LaneRunner {
  readonly #plan: WorkerPlan
  readonly #pool: Pool
  readonly #permits: Permits
  readonly #threads: number
  readonly #signal: AbortSignal
  /** What runs in this thread: cancellation flag to model. */
  readonly #here = new Map<Int32Array, number>()

  constructor(plan: WorkerPlan, threads: number, signal: AbortSignal) {
    this.#plan = plan
    this.#pool = new Pool(plan)
    this.#permits = new Permits(threads)
    this.#threads = threads
    this.#signal = signal
  }

  /** Works through a list in order; `attempt` wraps each piece and must not throw. */
  async drain<Name extends Method>(
    method: Name,
    subjects: readonly Subject<Name>[],
    backendOf: (model: number) => Assigned,
    attempt: (
      subject: Subject<Name>,
      work: (onNews: (news: TaskNews) => void) => Promise<Outcome<Name>>,
    ) => Promise<void>,
  ): Promise<void> {
    const onThreads = subjects.filter(({ model }) => backendOf(model).inThreads)
    const here = subjects.filter(({ model }) => !backendOf(model).inThreads)
    const consume = async (queue: Subject<Name>[]) => {
      for (let next = queue.shift(); next && !this.#signal.aborted; next = queue.shift()) {
        const subject = next
        const backend = backendOf(subject.model)
        await this.#permits.use(() => attempt(subject, (onNews) => this.#work(method, subject, backend, onNews)))
      }
    }
    const lines = Math.min(this.#threads, onThreads.length)
    await Promise.all([...Array.from({ length: lines }, () => consume(onThreads)), consume(here)])
  }

  async #work<Name extends Method>(
    method: Name,
    subject: Subject<Name>,
    { id, inThreads }: Assigned,
    onNews: (news: TaskNews) => void,
  ): Promise<Outcome<Name>> {
    if (inThreads)
      return method === 'run'
        ? ((await this.#pool.run(subject as Subject<'run'>, id, onNews)) as Outcome<Name>)
        : ((await this.#pool.valuePolicy(subject, id, onNews)) as Outcome<Name>)
    const flag = createFlag()
    this.#here.set(flag, subject.model)
    try {
      const task: RemoteTask = { signal: this.#signal, notify: (news) => onNews(news as TaskNews) }
      const request = { subject, backend: id, flag }
      return method === 'run'
        ? ((await runOneTask(this.#plan, request as WorkerRequest<Subject<'run'>>, task)) as Outcome<Name>)
        : ((await valueOnePolicy(this.#plan, request, task)) as Outcome<Name>)
    } finally {
      this.#here.delete(flag)
    }
  }

  cancel(matches: (model: number) => boolean): void {
    this.#pool.cancel(matches)
    for (const [flag, model] of this.#here) if (matches(model)) raise(flag)
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}
