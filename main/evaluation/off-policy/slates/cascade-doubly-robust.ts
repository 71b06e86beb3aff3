import type { SlateRounds } from './inverse-propensity.ts'

/** A model of the reward from each position on. */
export interface ModelledSlates extends SlateRounds {
  /** Item shown in each row. */
  readonly action: Float64Array
  readonly actions: number
  /** q̂ of every item at each row: rows × actions, the reward of the position and of those below it. */
  readonly predicted: Float64Array
  /** π of every item at each row given the items above. */
  readonly policy: Float64Array
}

/**
 * Cascade doubly robust: the model's error at each position, weighted down to that position, plus what the model expects there, weighted down to the one above.
 *
 *   V̂ = 1/n Σ_i Σ_l [ w_il (r_il − q̂_l(a_il)) + w_i,l−1 Σ_a π(a | a_1 … a_l−1) q̂_l(a) ],   w_i0 = 1
 *
 * H. Kiyohara, Y. Saito, T. Matsuhiro, Y. Narita, N. Shimizu, Y. Yamamoto (2022). Doubly Robust Off-Policy Evaluation for Ranking Policies under the Cascade
 * Behavior Model. WSDM '22. doi:10.1145/3488560.3498380
 *
 * @returns the total of each slate; their mean is the value
 */
export function cascadeDoublyRobustTotals(rounds: ModelledSlates): Float64Array {
  const { slates, length, reward, weight, action, actions, predicted, policy } = rounds
  const totals = new Float64Array(slates)
  for (let row = 0; row < reward.length; row++) {
    let expected = 0
    for (let cell = row * actions; cell < (row + 1) * actions; cell++) expected += policy[cell]! * predicted[cell]!
    const above = row % length === 0 ? 1 : weight[row - 1]!
    const error = reward[row]! - predicted[row * actions + action[row]!]!
    totals[Math.floor(row / length)]! += weight[row]! * error + above * expected
  }
  return totals
}
