import type { VerifiedRow } from './row.ts'

/** Where reference values and data lie. */
export interface Places {
  /** A folder that holds `classic/`, `deep/` and the like, or the files of one of them. */
  readonly reference: string
  /** Holds one folder for each data set. */
  readonly data: string
}

/** One piece of work: rows that are computed together, because they share a data set or a model. */
export interface Job {
  readonly section: string
  /** Distinguishes the job within its section; ids of rows that it covers, or a name. */
  readonly key: string
  /** Estimated seconds on one core; the longest start first. */
  readonly seconds: number
  /** Whether it belongs to the part that runs within `npm test`. */
  readonly fast: boolean
  /** Every core is needed by this job alone, such as a model that runs its own threads. */
  readonly alone?: boolean
}

/** What a job may use. */
export interface JobContext {
  readonly places: Places
  readonly threads: number
  readonly signal: AbortSignal
}

/**
 * One family of reference values. `plan` reads the reference files that are there and says what to do, light and quick; `run` carries out one job in a
 * worker thread. Every row of the reference appears in the result, also one that cannot be computed: as failed, or skipped, with the reason.
 */
export interface Section {
  readonly name: string
  plan(places: Places): Job[]
  run(job: Job, context: JobContext): Promise<VerifiedRow[]>
}
