import { eachRound, type Bounds, type Estimator } from '../estimator.ts'
import { modelOf } from '../needed-model.ts'
import { sumByVisit } from './inverse-propensity-estimators.ts'
import { layoutOf } from './needed-layout.ts'

const clipped = (weight: number, { clip }: Bounds) => Math.min(weight, clip)

/**
 * Cascade doubly robust, per item shown: at each position the error of a model of what is yet to come, weighted down to that position, plus what the model expects
 * there, weighted down to the one above.
 *
 *   V̂ = 1/N Σ_i Σ_l [ w_il (r_il − q̂_l(a_il)) + w_i,l−1 Σ_a π(a | a_1 … a_l−1) q̂_l(a) ],   w_i0 = 1
 *
 * H. Kiyohara, Y. Saito, T. Matsuhiro, Y. Narita, N. Shimizu, Y. Yamamoto (2022). Doubly Robust Off-Policy Evaluation for Ranking Policies under the Cascade
 * Behavior Model. WSDM '22. doi:10.1145/3488560.3498380
 */
export const cascadeDoublyRobust: Estimator = {
  id: 'cascade-dr',
  title: 'Cascade-DR (visits)',
  summary: 'DR for lists that visitors read from the top: a model of what is yet to come, corrected at each position.',
  formula: 'V̂ = 1/N Σ Σ_l [ w_{1:l} (r_l − q̂_l) + w_{1:l−1} Σ_a π(a) q̂_l(a) ]',
  reference:
    "H. Kiyohara, Y. Saito, T. Matsuhiro, Y. Narita, N. Shimizu, Y. Yamamoto (2022). Doubly Robust Off-Policy Evaluation for Ranking Policies under the Cascade Behavior Model. WSDM '22. doi:10.1145/3488560.3498380",
  needsModel: true,
  needsUniformLog: false,
  view: 'cascade',
  weigh: clipped,
  terms(rounds, bounds) {
    const layout = layoutOf(rounds)
    const { shown, policy } = modelOf(rounds)
    const weight = eachRound(rounds, (row) => clipped(rounds.weight[row]!, bounds))
    const perItem = (layout.starts.length - 1) / rounds.reward.length
    const isFirst = new Uint8Array(rounds.reward.length + 1)
    for (const start of layout.starts) isFirst[start] = 1
    return {
      base: sumByVisit(layout, (row) => {
        const above = isFirst[row] ? 1 : weight[row - 1]!
        return (weight[row]! * (rounds.reward[row]! - shown[row]!) + above * policy[row]!) * perItem
      }),
    }
  },
}
