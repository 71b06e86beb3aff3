import type { MetricInfo } from '../contract/api/models.ts'
import type { Interactions } from '../data/interactions.ts'

/** What a ranking metric sees of one user: the items ranked first, best first, and which items are relevant. */
export interface RankedUser {
  readonly user: number
  /** Item numbers, best first, at least as long as the largest cutoff asked for (shorter when fewer candidates exist). */
  readonly ranked: Int32Array
  /** Relevant test items, ascending. */
  readonly relevant: Int32Array
  /** Rank of each relevant item among all candidates, from 1, ties at their mean rank, aligned with `relevant`; only when a metric asks for `needsRanks`. */
  readonly ranks: Float64Array | null
  readonly candidates: number
}

export interface MetricData {
  readonly train: Interactions
  readonly cutoff: number
}

/** A metric with one value per user; the result is the mean over users for whom it is defined. NaN is undefined. */
export interface UserMetric extends MetricInfo {
  readonly needsRanks?: boolean
  /** Called once per fold; the returned function is called once per user. */
  prepare(data: MetricData): (user: RankedUser) => number
}

/** A metric of all lists together, such as coverage: one value per fold. */
export interface ListsMetric extends MetricInfo {
  overall(lists: readonly RankedUser[], data: MetricData): number
}

/** An error of predicted values, micro-averaged over test events: the mean of `loss` through `finish`. */
export interface ValueMetric extends MetricInfo {
  loss(predicted: number, actual: number): number
  finish(mean: number): number
}

export type Metric = UserMetric | ListsMetric | ValueMetric
