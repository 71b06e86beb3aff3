import { RecbenchError } from '../../contract/errors.ts'
import { normalTail } from '../../math/distributions.ts'
import { averageRanks } from '../../math/ranks.ts'
import type { Arms } from './arms.ts'

export interface MannWhitney {
  /** U of the treatment: pairs in which the treatment's value is larger, ties counted by half. */
  readonly u: number
  /** Two-sided; 1 when all values are equal. */
  readonly p: number
  /** U / (n_t n_c): the probability that a value of the treatment is larger than one of control, ties counted by half. */
  readonly probability: number
}

/**
 * Mann–Whitney's test by its normal approximation with continuity correction; ties correct the variance.
 *
 *   U = R_t − n_t(n_t+1)/2,   z = (max(U, n_tn_c − U) − n_tn_c/2 − ½) / √( n_tn_c/12 · (N + 1 − Σ(t³−t) / (N(N−1))) ),   p = min(1, 2 P(Z ≥ z))
 *
 * H. B. Mann, D. R. Whitney (1947). On a test of whether one of two random variables is stochastically larger than the other. Annals of Mathematical
 * Statistics 18(1). doi:10.1214/aoms/1177730491
 *
 * @throws RecbenchError `bad-input` for an arm without values
 */
export function mannWhitney({ control, treatment }: Arms<Float64Array>): MannWhitney {
  const [c, t] = [control.length, treatment.length]
  if (c === 0 || t === 0)
    throw new RecbenchError('bad-input', `The arms have ${c} and ${t} values; both need at least one.`)
  const both = new Float64Array(c + t)
  both.set(treatment)
  both.set(control, t)
  const { ranks, groups } = averageRanks(both)
  const u = ranks.subarray(0, t).reduce((sum, rank) => sum + rank, 0) - (t * (t + 1)) / 2
  const n = c + t
  const ties = groups.reduce((sum, { size }) => sum + size ** 3 - size, 0)
  const variance = ((t * c) / 12) * (n + 1 - ties / (n * (n - 1)))
  const probability = u / (t * c)
  if (variance <= 0) return { u, p: 1, probability }
  const z = (Math.max(u, t * c - u) - (t * c) / 2 - 0.5) / Math.sqrt(variance)
  return { u, p: Math.min(1, 2 * normalTail(z)), probability }
}
