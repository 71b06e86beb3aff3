import type { Random } from '../../../math/random.ts'
import type { PolicyContext } from '../../../recommenders/policy.ts'

/** A simulated world that is shown slates, in which every truth is known: each round a visitor comes, uniformly at random, and clicks some of the positions. */
export interface SlateEnvironment {
  readonly visitors: number
  readonly arms: number
  readonly positions: number
  /** Length of the features of a visitor. */
  readonly features: number
  contextOf(visitor: number): PolicyContext
  /** Probability that a visitor who looks at an arm clicks it, one row of `arms`. */
  attractions(visitor: number): Float64Array
  /** Draws the clicks on a slate: 1 where clicked. The same numbers are drawn whatever the slate. */
  click(visitor: number, slate: Int32Array, random: Random, into: Uint8Array): void
  /** What a round pays, given its clicks. */
  reward(clicks: Uint8Array): number
  /** Expected reward of a slate. */
  value(visitor: number, slate: Int32Array): number
  /** Writes the slate with the largest expected reward. */
  best(visitor: number, into: Int32Array): void
  /** Item of the log behind each arm, −1 where there is none. */
  readonly items: Int32Array
  /** How the world was made, in a sentence. */
  readonly description: string
}
