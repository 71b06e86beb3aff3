import type { MetricInfo } from '../contract/api/models.ts'
import type { Interactions } from '../data/interactions.ts'
import type { ListRows, ListView } from './ranked-lists.ts'

/** The ranking of one user: the items ranked first, best first, and which items are relevant. */
export interface RankedUser {
  readonly user: number
  /** Item numbers, best first, at least as long as the largest cutoff asked for (shorter when fewer candidates exist). */
  readonly ranked: Int32Array
  /** Relevant test items, ascending. */
  readonly relevant: Int32Array
  /** Rank of each relevant item among all candidates, from 1, ties at their mean rank, aligned with `relevant`; only when a metric asks for `needsRanks`. */
  readonly ranks: Float64Array | null
  /** How many candidates share the score of each relevant item, itself included, aligned with `relevant`; with `ranks`. */
  readonly tied: Float64Array | null
  readonly candidates: number
}

export interface MetricData {
  readonly train: Interactions
  /** Every test event of the fold, also those below the threshold. */
  readonly test: Interactions
  readonly cutoff: number
  /** Events are relevant from this value on; null: every event is. */
  readonly threshold: number | null
}

/** Whose lists a metric takes: those of users with a relevant item, or everybody's who has a list or a relevant item. */
export type Audience = 'relevant' | 'listed'

/**
 * A metric with one value per user. NaN is undefined. The result is the mean over users for whom it is defined, or with `weigh` Σ weight · value / Σ weight,
 * which is a ratio of sums when the weight is the value's denominator.
 */
export interface UserMetric extends MetricInfo {
  readonly needsRanks?: boolean
  /** `relevant` when absent. */
  readonly audience?: Audience
  /** What stands for an undefined value in the mean; absent: such users are left out. */
  readonly fill?: number
  /** Called once per fold; the returned function is called once per user. */
  prepare(data: MetricData): (user: ListView) => number
  weigh?(data: MetricData): (user: ListView) => number
}

/** A metric of all lists together, such as coverage: one value per fold. */
export interface ListsMetric extends MetricInfo {
  readonly needsRanks?: boolean
  /** `relevant` when absent. */
  readonly audience?: Audience
  overall(lists: ListRows, data: MetricData): number
}

/** A figure of predicted values made of sums over the test events of each user, so that users can be resampled. */
export interface ValueMetric extends MetricInfo {
  /** How many sums are kept of each user. */
  readonly parts: number
  /** Adds the events of one user to `sums`, which has `parts` numbers. */
  add(sums: Float64Array, predicted: Float64Array, actual: Float64Array, threshold: number | null): void
  /** The figure of sums over all users, or of one user's. NaN where undefined. */
  finish(sums: Float64Array, events: number): number
}

/** A figure of all predicted values of a fold together that no sums over users give. */
export interface PooledMetric extends MetricInfo {
  pool(predicted: Float64Array, actual: Float64Array, threshold: number | null): number
}

/** A metric of one user's lists in different folds; the result is the mean over users with a list in two or more folds. */
export interface FoldsMetric extends MetricInfo {
  compareLists(lists: readonly Int32Array[], cutoff: number): number
}

export type Metric = UserMetric | ListsMetric | ValueMetric | PooledMetric | FoldsMetric
