import { doublyRobust } from './doubly-robust.ts'
import type { Estimator } from './estimator.ts'

/**
 * More robust doubly robust: DR with a reward model of its own, fitted for this policy where its errors cost most variance.
 *
 *   q̂ minimises Σ_i π(a_i | x_i) (1 − p_i) / p_i² · loss(r_i, q(x_i, a_i))
 *
 * M. Farajtabar, Y. Chow, M. Ghavamzadeh (2018). More Robust Doubly Robust Off-policy Evaluation. ICML '18. arXiv:1802.03493
 */
export const moreRobustDoublyRobust: Estimator = {
  ...doublyRobust,
  id: 'mrdr',
  title: 'MRDR',
  summary: 'DR with a model of the reward that is fitted for this policy, where errors would cost most.',
  formula: 'V̂ = DR with q̂ = argmin Σ π(a | x) (1 − p) / p² loss(r, q)',
  reference:
    "M. Farajtabar, Y. Chow, M. Ghavamzadeh (2018). More Robust Doubly Robust Off-policy Evaluation. ICML '18. arXiv:1802.03493",
  view: 'mrdr',
}

/** Weight of a round in the fit of that model. */
export const mrdrWeight = (weight: number, propensity: number) => (weight * (1 - propensity)) / propensity
