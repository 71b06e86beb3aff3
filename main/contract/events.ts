import type { CellOutput, CellState } from './api/notebook.ts'
import type { ModelResult, PolicyResult, PolicySimulation, RunEstimate } from './api/runs.ts'
import type { ErrorReport } from './errors.ts'
import type { Job, JobState } from './progress.ts'

/** What happens in a run, in order; `events.jsonl` of the run folder holds the same records. `at` is milliseconds since 1970. */
export type RunEvent = { readonly sequence: number; readonly at: number } & RunEventBody

export type RunEventBody =
  | { readonly type: 'state'; readonly state: JobState; readonly error: ErrorReport | null }
  | {
      readonly type: 'task'
      readonly model: number
      readonly fold: number
      readonly state: JobState
      readonly stage: string
      readonly fraction: number
      readonly secondsLeft: number | null
      readonly error?: string
    }
  /** Loss of one epoch (or iteration); `validation` is the validation loss, `score` the validation metric where there is one. */
  | {
      readonly type: 'loss'
      readonly model: number
      readonly fold: number
      readonly epoch: number
      readonly training: number
      readonly validation: number | null
      readonly score: number | null
    }
  /** The model's results over the folds finished so far. */
  | { readonly type: 'result'; readonly model: number; readonly result: ModelResult }
  | { readonly type: 'policy'; readonly policy: PolicyResult }
  /** A simulation under way: its curves so far. Told a few times a second, not kept. */
  | {
      readonly type: 'simulation'
      readonly model: number
      readonly label: string
      readonly simulation: PolicySimulation
    }
  /** What the run is expected to take, before its first task. */
  | { readonly type: 'estimate'; readonly estimate: RunEstimate }
  | {
      readonly type: 'log'
      readonly level: 'info' | 'warning' | 'error'
      readonly model: number | null
      readonly text: string
    }

/** What a client can subscribe to: topic, and payload. */
export interface Events {
  readonly job: Job
  readonly run: { readonly run: string; readonly event: RunEvent }
  readonly notebook:
    | { readonly kernel: string; readonly type: 'output'; readonly cell: string; readonly output: CellOutput }
    | { readonly kernel: string; readonly type: 'clear'; readonly cell: string }
    | {
        readonly kernel: string
        readonly type: 'cell'
        readonly cell: string
        readonly state: CellState
        readonly count: number | null
      }
    | {
        readonly kernel: string
        readonly type: 'kernel'
        readonly state: 'starting' | 'idle' | 'busy' | 'restarting' | 'dead'
        readonly reason: string | null
      }
  /** Sets or runs were added, changed or removed: ask again. */
  readonly changed: { readonly what: 'data' | 'runs' | 'notebooks' }
  readonly notice: {
    readonly level: 'info' | 'warning' | 'error'
    readonly text: string
    readonly remedy: string | null
  }
}

export type Topic = keyof Events
export const topics = ['job', 'run', 'notebook', 'changed', 'notice'] as const satisfies readonly Topic[]
