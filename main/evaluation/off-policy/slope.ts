import { studentQuantile } from '../../math/student-t.ts'
import { perRoundValues, type Bounds, type Estimator, type LoggedRounds } from './estimator.ts'
import { momentsOf } from './lower-bounds.ts'

/** An estimate under one candidate, with the half-width of its one-sided interval. */
export interface Candidate {
  readonly lambda: number
  readonly value: number
  readonly width: number
}

/** The chance that a width may be too small, unless another is asked for. */
const usualDelta = 0.1
const factor = Math.sqrt(6) - 1

/**
 * SLOPE chooses among candidates that trade bias for variance, without knowing the bias: from the widest interval to the narrowest, a candidate is accepted while its value
 * is compatible with all before it, and the last one accepted is taken.
 *
 *   |V̂_j − V̂_i| ≤ width_i + (√6 − 1) width_j   for all j before i
 *
 * Widths are those of Student's t, at δ = 0.1 unless another is given. Equal widths: the later candidate first.
 *
 * Y. Su, P. Srinath, A. Krishnamurthy (2020). Adaptive Estimator Selection for Off-Policy Evaluation. ICML '20. arXiv:2002.07729
 */
export function selectBySlope(candidates: readonly Candidate[]): Candidate {
  const order = candidates.toReversed().sort((a, b) => b.width - a.width)
  let chosen = order[0]!
  for (const [position, candidate] of order.entries()) {
    const earlier = order.slice(0, position)
    if (earlier.some(({ value, width }) => Math.abs(value - candidate.value) > candidate.width + factor * width)) break
    chosen = candidate
  }
  return chosen
}

/** The estimate of each λ of an estimator, and its width. */
export function tryCandidates(
  estimator: Estimator,
  rounds: LoggedRounds,
  bounds: Bounds,
  bound: keyof Bounds,
  candidates: readonly number[],
  delta = usualDelta,
): Candidate[] {
  const n = rounds.reward.length
  const quantile = studentQuantile(2 * delta, n - 1)
  return candidates.map((lambda) => {
    const { mean, variance } = momentsOf(perRoundValues(estimator.terms(rounds, { ...bounds, [bound]: lambda })))
    return { lambda, value: mean, width: quantile * Math.sqrt(variance / n) }
  })
}
