import type { SparseRows } from '../data/interactions.ts'
import { openKernels } from '../kernels/kernels.ts'
import { addRows, dot, solveInPlace } from '../math/vectors.ts'

/** How a history becomes a vector of a user: `p = Σ_{i ∈ history} M q_i / √|history| + c`. Row f holds row f of M, then c_f. */
export type FoldIn = Float64Array

/** Ridge of the regression, as a share of the mean squared length of a history's vector. */
const ridge = 0.01

/** Users whose sums are taken together. */
const together = 512

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
  const { memory, run } = openKernels({ threads: 1 })
  const [gram, right] = [memory.doubles(size * size), memory.doubles(factors * size)]
  const [sums, targets] = [memory.doubles(together * size), memory.doubles(together * factors)]
  const users = Int32Array.from({ length: offsets.length - 1 }, (_, user) => user)
  const known = users.filter((user) => offsets[user + 1]! > offsets[user]!)
  for (let first = 0; first < known.length; first += together) {
    const part = known.subarray(first, first + together)
    part.forEach((user, row) => {
      sums.set(sumOf(indices.subarray(offsets[user], offsets[user + 1]), itemFactors, factors), row * size)
      targets.set(userFactors.subarray(user * factors, (user + 1) * factors), row * factors)
    })
    const shape = { inner: part.length, columns: size, transposeLeft: true, mode: 'add' } as const
    const rows = sums.subarray(0, part.length * size)
    run('multiplyMatrices', { ...shape, left: rows, right: rows, into: gram, rows: size })
    const wanted = targets.subarray(0, part.length * factors)
    run('multiplyMatrices', { ...shape, left: wanted, right: rows, into: right, rows: factors })
  }
  const count = known.length
  let trace = 0
  for (let a = 0; a < factors; a++) trace += gram[a * size + a]!
  const penalty = (ridge * trace) / Math.max(1, factors) || 1
  for (let a = 0; a < factors; a++) gram[a * size + a]! += penalty
  gram[size * size - 1]! += count > 0 ? 0 : 1
  solveInPlace(gram, right, size, factors)
  return right.slice()
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
  addRows(itemFactors, history, 1 / Math.sqrt(history.length), sum, factors)
  sum[factors] = 1
  return sum
}
