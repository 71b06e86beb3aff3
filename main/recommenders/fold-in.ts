import type { SparseRows } from '../data/interactions.ts'
import { addScaled, dot, solveInPlace } from '../math/vectors.ts'

/** How a history becomes a vector of a user: `p = Σ_{i ∈ history} M q_i / √|history| + c`. Row f holds row f of M, then c_f. */
export type FoldIn = Float64Array

/** Ridge of the regression, as a share of the mean squared length of a history's vector. */
const ridge = 0.01

/**
 * Learns from the users of the training part how their factors follow from the factors of their items, so that a history that was not trained on gets factors
 * on the same scale:
 *
 *   min_{M, c} Σ_u ‖p_u − M x_u − c‖² + λ ‖M‖²,   x_u = Σ_{i ∈ history of u} q_i / √|history of u|
 *
 * A linear regression per factor. Users without a history do not count.
 *
 * That a user is a sum over items: A. Paterek (2007). Improving regularized singular value decomposition for collaborative filtering. KDD Cup and Workshop '07.
 *
 * @param userFactors row-major, `factors` per user
 */
export function learnFoldIn(
  { offsets, indices }: Pick<SparseRows, 'offsets' | 'indices'>,
  userFactors: Float64Array,
  itemFactors: Float64Array,
  factors: number,
): FoldIn {
  const size = factors + 1
  const gram = new Float64Array(size * size)
  const right = new Float64Array(factors * size)
  let count = 0
  for (let user = 0; user < offsets.length - 1; user++) {
    const history = indices.subarray(offsets[user], offsets[user + 1])
    if (history.length === 0) continue
    count++
    const sum = sumOf(history, itemFactors, factors)
    for (let a = 0; a < size; a++) addScaled(sum[a]!, sum, 0, gram, a * size, size)
    for (let f = 0; f < factors; f++) addScaled(userFactors[user * factors + f]!, sum, 0, right, f * size, size)
  }
  let trace = 0
  for (let a = 0; a < factors; a++) trace += gram[a * size + a]!
  const penalty = (ridge * trace) / Math.max(1, factors) || 1
  for (let a = 0; a < factors; a++) gram[a * size + a]! += penalty
  gram[size * size - 1]! += count > 0 ? 0 : 1
  solveInPlace(gram, right, size, factors)
  return right
}

/** The vector of a history, `factors` entries. */
export function foldIn(fold: FoldIn, history: Int32Array, itemFactors: Float64Array, factors: number): Float64Array {
  const size = factors + 1
  const sum = sumOf(history, itemFactors, factors)
  return Float64Array.from({ length: factors }, (_, f) => dot(fold, f * size, sum, 0, size))
}

/** x of a history, with a 1 for the constant. */
function sumOf(history: Int32Array, itemFactors: Float64Array, factors: number): Float64Array {
  const sum = new Float64Array(factors + 1)
  for (const item of history) addScaled(1 / Math.sqrt(history.length), itemFactors, item * factors, sum, 0, factors)
  sum[factors] = 1
  return sum
}
