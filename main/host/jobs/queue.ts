import { randomUUID } from 'node:crypto'
import { RecbenchError, toErrorReport } from '../../contract/errors.ts'
import type { JobId } from '../../contract/ids.ts'
import type { Job } from '../../contract/progress.ts'
import type { Hub } from '../hub.ts'

export interface JobPlan {
  readonly kind: Job['kind']
  readonly title: string
  readonly subject?: string | null
  /** Jobs of one line run one after another; others start at once. */
  readonly line?: string
}

/** What the body of a job is given. */
export interface JobTask {
  readonly id: JobId
  readonly signal: AbortSignal
  /** @param secondsLeft when the body knows better than elapsed time over share done */
  progress(fraction: number, stage: string, secondsLeft?: number | null): void
  setSubject(subject: string): void
}

interface Entry {
  job: Job
  readonly controller: AbortController
  readonly line: string | undefined
  readonly result: Promise<unknown>
  emittedAt: number
  timer: NodeJS.Timeout | undefined
}

/** Why a job's signal is aborted when nobody cancelled it: the engine closes. */
export const closing = 'The engine closes.'

const pauseBetweenEvents = 250
const answerToCancel = 900
const kept = 200

/** Everything that takes longer than a blink, as objects with progress, remaining time, cancellation and result. */
export class JobQueue {
  readonly #hub: Hub
  readonly #entries = new Map<string, Entry>()
  readonly #lines = new Map<string, Promise<unknown>>()

  constructor(hub: Hub) {
    this.#hub = hub
  }

  start(plan: JobPlan, body: (task: JobTask) => Promise<unknown>): Job {
    const id = randomUUID().slice(0, 13) as JobId
    const controller = new AbortController()
    const before = plan.line === undefined ? undefined : this.#lines.get(plan.line)
    const result = this.#run(id, body, controller.signal, before)
    result.catch(() => undefined)
    if (plan.line !== undefined)
      this.#lines.set(
        plan.line,
        result.catch(() => undefined),
      )
    const job: Job = {
      id,
      kind: plan.kind,
      title: plan.title,
      state: 'queued',
      fraction: 0,
      stage: before ? 'Waiting for earlier work' : '',
      secondsLeft: null,
      startedAt: Date.now(),
      finishedAt: null,
      error: null,
      subject: plan.subject ?? null,
    }
    this.#entries.set(id, { job, controller, line: plan.line, result, emittedAt: 0, timer: undefined })
    this.#emit(id)
    this.#forgetOld()
    return job
  }

  async #run(
    id: JobId,
    body: (task: JobTask) => Promise<unknown>,
    signal: AbortSignal,
    before: Promise<unknown> | undefined,
  ): Promise<unknown> {
    const cancelled = new Promise<never>((_, reject) => {
      const answer = (delay: number) => setTimeout(() => reject(cancelledError()), delay).unref()
      signal.addEventListener('abort', () => answer(answerToCancel), { once: true })
    })
    cancelled.catch(() => undefined)
    await (before ? Promise.race([before, cancelled]).catch(() => undefined) : Promise.resolve())
    try {
      if (signal.aborted) throw cancelledError()
      this.#change(id, { state: 'running', startedAt: Date.now(), stage: '' })
      const outcome = await Promise.race([body(this.#task(id, signal)), cancelled])
      this.#end(id, { state: 'done', fraction: 1 })
      return outcome
    } catch (error) {
      const report = toErrorReport(signal.aborted ? cancelledError() : error)
      const state = report.code === 'cancelled' ? 'cancelled' : report.code === 'crashed' ? 'interrupted' : 'failed'
      this.#end(id, { state, error: report })
      throw signal.aborted ? cancelledError() : error
    }
  }

  #task(id: JobId, signal: AbortSignal): JobTask {
    return {
      id,
      signal,
      progress: (fraction, stage, secondsLeft) => {
        const { job } = this.#entries.get(id)!
        if (job.finishedAt !== null) return
        const left = secondsLeft === undefined ? extrapolate(job.startedAt, fraction) : secondsLeft
        this.#change(id, { fraction: Math.min(1, Math.max(0, fraction)), stage, secondsLeft: left }, false)
      },
      setSubject: (subject) => this.#change(id, { subject }),
    }
  }

  #end(id: JobId, change: Partial<Job>): void {
    this.#change(id, { ...change, finishedAt: Date.now(), secondsLeft: null })
  }

  #change(id: JobId, change: Partial<Job>, now = true): void {
    const entry = this.#entries.get(id)!
    entry.job = { ...entry.job, ...change }
    if (now || Date.now() - entry.emittedAt >= pauseBetweenEvents) return this.#emit(id)
    entry.timer ??= setTimeout(() => this.#emit(id), pauseBetweenEvents).unref()
  }

  #emit(id: JobId): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    clearTimeout(entry.timer)
    entry.timer = undefined
    entry.emittedAt = Date.now()
    this.#hub.emit('job', entry.job)
  }

  list(): readonly Job[] {
    return [...this.#entries.values()].map(({ job }) => job)
  }

  /** @throws RecbenchError `not-found` */
  get(id: string): Job {
    return this.#entry(id).job
  }

  result(id: string): Promise<unknown> {
    return this.#entry(id).result
  }

  cancel(id: string): void {
    this.#entry(id).controller.abort()
  }

  /** Cancels everything and waits until it has ended. */
  async close(): Promise<void> {
    const open = [...this.#entries.values()].filter(({ job }) => job.finishedAt === null)
    for (const { controller } of open) controller.abort(closing)
    await Promise.allSettled(open.map(({ result }) => result))
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id)
    if (!entry) throw new RecbenchError('not-found', `There is no job "${id}".`)
    return entry
  }

  #forgetOld(): void {
    const ended = [...this.#entries.values()].filter(({ job }) => job.finishedAt !== null)
    for (const { job } of ended.slice(0, Math.max(0, ended.length - kept))) this.#entries.delete(job.id)
  }
}

const cancelledError = () => new RecbenchError('cancelled', 'The job was cancelled.')

function extrapolate(startedAt: number, fraction: number): number | null {
  const elapsed = (Date.now() - startedAt) / 1000
  return elapsed < 0.5 || fraction < 0.02 ? null : (elapsed * (1 - fraction)) / fraction
}
