import type { PolicyContext } from '../../recommenders/policy.ts'

/**
 * A simulated world in which every truth is known. Visitors are numbered 0 … visitors − 1; each round one of them comes, uniformly at random, one arm is shown,
 * and it pays 1 with the probability the world gives.
 */
export interface Environment {
  readonly visitors: number
  readonly arms: number
  /** Length of the features of a visitor. */
  readonly features: number
  contextOf(visitor: number): PolicyContext
  /** Probability that each arm pays 1 for a visitor, one row of `arms`. */
  probabilities(visitor: number): Float64Array
  /** User of the log behind each visitor; null when visitors are rounds that name nobody. */
  readonly users: Int32Array | null
  /** Item of the log behind each arm, −1 where there is none. */
  readonly items: Int32Array
  /** How the world was made, in a sentence. */
  readonly description: string
}
