import type { PolicyContext } from '../../recommenders/policy.ts'

/**
 * A simulated world in which every truth is known. Visitors are numbered 0 … visitors − 1; each round one of them comes, uniformly at random, one arm is shown,
 * and it is clicked with the probability the world gives.
 */
export interface Environment {
  readonly visitors: number
  readonly arms: number
  /** Length of the features of a visitor. */
  readonly features: number
  contextOf(visitor: number): PolicyContext
  /** Probability that a visitor clicks each arm, one row of `arms`. */
  probabilities(visitor: number): Float64Array
  /** Probability of a purchase after a click on each arm; absent or a sentence that says why where the world does not know. */
  readonly purchases?: ((visitor: number) => Float64Array) | string
  /** Price of each arm; absent or a sentence that says why where the world does not know. */
  readonly prices?: Float64Array | string
  /** What a click on each arm pays a visitor's shop; absent: 1. */
  readonly clickValues?: (visitor: number) => Float64Array
  /** User of the log behind each visitor; null when visitors are rounds that name nobody. */
  readonly users: Int32Array | null
  /** Item of the log behind each arm, −1 where there is none. */
  readonly items: Int32Array
  /** What each arm is called; absent: by its number. */
  readonly armNames?: readonly string[]
  /** How the world was made, in a sentence. */
  readonly description: string
}
