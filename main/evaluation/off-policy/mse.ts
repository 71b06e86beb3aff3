import { perRoundValues, type Bounds, type Estimator, type LoggedRounds } from './estimator.ts'
import { momentsOf } from './lower-bounds.ts'

/** A candidate with the estimated mean squared error of its estimate. */
export interface ScoredCandidate {
  readonly lambda: number
  readonly value: number
  readonly score: number
}

/** How the bias is bounded: as it is measured, or by a bound that holds with probability 1 − δ. */
export type BiasMeasure = 'measured' | 'upper-bound'

/** The chance that the bound of the bias may be too small, unless another is asked for. */
const usualDelta = 0.1

/**
 * Mean squared error of an estimate under one λ: variance of the mean plus squared bias, the bias being what the changed weights leave out.
 *
 *   MSE = σ² / n + b²,   b = |1/n Σ (w − ŵ)(r − q̂)|  [ + √(2 mean(w²) ln(2/δ) / n) + 2 max(w) ln(2/δ) / (3n) ]
 *
 * with ŵ the weight that the estimator gives, q̂ = 0 without a reward model, σ² with n in the denominator and δ = 0.1 unless another is given. The bracket is Bernstein's bound; it
 * nearly always makes the weights as they are the best.
 *
 * Y.-X. Wang, A. Agarwal, M. Dudík (2017). Optimal and Adaptive Off-policy Evaluation in Contextual Bandits. ICML '17. arXiv:1612.01205
 */
export function scoreByMse(
  estimator: Estimator,
  rounds: LoggedRounds,
  bounds: Bounds,
  bound: keyof Bounds,
  candidates: readonly number[],
  bias: BiasMeasure,
  delta = usualDelta,
): ScoredCandidate[] {
  return candidates.map((lambda) => {
    const chosen = { ...bounds, [bound]: lambda }
    const { n, mean, variance } = momentsOf(perRoundValues(estimator.terms(rounds, chosen)))
    const error = biasOf(estimator, rounds, chosen) + (bias === 'upper-bound' ? spreadBound(rounds.weight, delta) : 0)
    return { lambda, value: mean, score: (variance * (n - 1)) / (n * n) + error * error }
  })
}

/** The candidate of the smallest score; of equal ones the first. */
export const selectByMse = (candidates: readonly ScoredCandidate[]): ScoredCandidate =>
  candidates.reduce((best, candidate) => (candidate.score < best.score ? candidate : best))

function biasOf(estimator: Estimator, { weight, reward, model }: LoggedRounds, bounds: Bounds): number {
  let sum = 0
  for (const [i, w] of weight.entries()) {
    const given = estimator.weigh ? estimator.weigh(w, bounds) : w
    sum += (w - given) * (reward[i]! - (estimator.needsModel && model ? model.shown[i]! : 0))
  }
  return Math.abs(sum / weight.length)
}

function spreadBound(weight: Float64Array, delta: number): number {
  const n = weight.length
  const logarithm = Math.log(2 / delta)
  const squares = weight.reduce((sum, w) => sum + w * w, 0) / n
  const largest = weight.reduce((most, w) => Math.max(most, w), 0)
  return Math.sqrt((2 * squares * logarithm) / n) + (2 * largest * logarithm) / (3 * n)
}
