import type { ErrorReport } from './errors.ts'
import type { JobId } from './ids.ts'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted'

/** Anything longer than a blink. `fraction` is of the estimated work, `secondsLeft` null until it can be told. */
export interface Job {
  readonly id: JobId
  readonly kind: 'import' | 'prepare' | 'run' | 'report' | 'train' | 'notebook' | 'sample'
  readonly title: string
  readonly state: JobState
  readonly fraction: number
  readonly stage: string
  readonly secondsLeft: number | null
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly error: ErrorReport | null
  /** What the job is about: a run, a data set. */
  readonly subject: string | null
}
