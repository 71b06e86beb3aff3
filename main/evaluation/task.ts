import type { ModelResult } from '../contract/api/runs.ts'
import type { Experiment } from '../contract/experiment.ts'
import type { Configuration } from '../contract/settings.ts'
import type { InteractionColumns } from '../data/interactions.ts'
import type { Candidates } from './candidates.ts'

/**
 * The unit of parallel work: one model on one fold. Tasks are independent and seeded by experiment seed, model and fold, so their order and the
 * number of threads cannot change a result.
 */
export interface Task {
  readonly model: number
  readonly fold: number
}

/** Rows of the whole log, ascending; parts are disjoint, but for validation, which is part of training. */
export interface Fold {
  readonly train: Int32Array
  readonly test: Int32Array
  /** Events of users outside training that a trained model is shown before it recommends to them. */
  readonly foldIn?: Int32Array
  /** The rows of `train` on which settings are chosen, where the person's own files say so; otherwise they are cut from `train`. */
  readonly validation?: Int32Array
}

/** What a task reports while it runs. */
export interface TaskObserver {
  readonly signal: AbortSignal
  progress(fraction: number, stage: string): void
  loss(epoch: number, training: number, validation: number | null, score: number | null): void
  log(level: 'info' | 'warning', text: string): void
}

/** The sums that metrics of predicted values keep of each user, `parts` numbers a user for each metric, and how many test events there are. */
export interface UserErrors {
  readonly users: Int32Array
  readonly events: Int32Array
  readonly sums: Readonly<Record<string, Float64Array>>
}

/** What a finished task leaves; typed arrays are transferred between threads. */
export interface TaskOutcome extends Task {
  readonly config: Configuration
  readonly backend: string
  readonly seconds: { readonly train: number; readonly evaluate: number }
  /** Users with at least one relevant test item, ascending. */
  readonly users: Int32Array
  /** Per metric name with cutoff, one value per user of `users`; NaN where undefined. */
  readonly perUser: Readonly<Record<string, Float64Array>>
  /** Weights of those values for metrics that are not a plain mean, aligned with `users`. */
  readonly weights?: Readonly<Record<string, Float64Array>>
  /** Metrics without users, and rating metrics over all test events: one value per fold; NaN where undefined. */
  readonly overall: Readonly<Record<string, number>>
  /** Losses of predicted values by user, the parts of the rating metrics; null when none was asked for or the model predicts no values. */
  readonly errors: UserErrors | null
  readonly tieRate: number
  /** Top lists, `listLength` items per user of `users`, −1 where a list is shorter, with their scores. */
  readonly listLength: number
  readonly lists: Int32Array
  readonly scores: Float32Array
  readonly tuned: ModelResult['tuned']
  /** Processor seconds of training, without tuning, and of the evaluation; what estimates are corrected by. */
  readonly cpu?: { readonly train: number; readonly evaluate: number }
  /** When the test part was first read: after tuning and training; ISO 8601. */
  readonly testReadAt?: string
}

export interface TaskInput extends Task {
  readonly experiment: Experiment
  readonly log: InteractionColumns
  readonly folds: readonly Fold[]
  /** Sampled negatives of each fold, the same for every model; absent: drawn by the task where the experiment asks for a sample. */
  readonly candidates?: readonly Candidates[] | undefined
  /** What a search has chosen already; absent: with `tuning`, the task searches itself. */
  readonly tuned?: { readonly config: Configuration; readonly trials: ModelResult['tuned'] }
}
