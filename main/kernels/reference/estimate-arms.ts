import { diagonalBlock, triangleLength, triangleRow } from './block-triangle.ts'

/** A ridge regression of the reward for each of several arms, and a context. */
export interface EstimateArms {
  /** x, padded with zeros to a multiple of 4. */
  readonly context: Float64Array
  /** β_k, rows as long as the context. */
  readonly weights: Float64Array
  /** Holds what is known of A_k⁻¹ from `places[k]` on, at multiples of 2. */
  readonly pool: Float64Array
  readonly places: Int32Array
  /** Rows w of A_k⁻¹ = I / λ − Σ w wᵀ, each as long as the context; −1 where the pool holds A_k⁻¹ as a block triangle. */
  readonly counts: Int32Array
  /** λ */
  readonly regularization: number
  /** Scratch: the triangle of x xᵀ, and 4 more; in `screenArms` what a matrix takes, and 4 more. */
  readonly scratch: Float64Array
  readonly means: Float64Array
  /** One for each arm, or none. */
  readonly variances: Float64Array
}

/** means_k = β_kᵀx, variances_k = xᵀA_k⁻¹x, never below 0. Arms with equal entries have equal digits. */
export function estimateArms(input: EstimateArms): void {
  const { context, weights, pool, places, counts, regularization, means, variances } = input
  const width = context.length
  const squares = squaresOf(context)
  const along = (values: Float64Array, at: number) =>
    context.reduce((sum, value, i) => sum + value * values[at + i]!, 0)
  for (let arm = 0; arm < means.length; arm++) means[arm] = along(weights, arm * width)
  for (let arm = 0; arm < variances.length; arm++) {
    let variance = counts[arm]! < 0 ? 0 : along(context, 0) / regularization
    for (let row = 0; row < counts[arm]!; row++) variance -= along(pool, places[arm]! + row * width) ** 2
    if (counts[arm]! < 0) squares.forEach((square, at) => (variance += square * pool[places[arm]! + at]!))
    variances[arm] = Math.max(0, variance)
  }
}

/** The block triangle of x xᵀ, twice what is left of the blocks on the diagonal. */
export function squaresOf(x: Float64Array): Float64Array {
  const squares = new Float64Array(triangleLength(x.length))
  for (let i = 0; i < x.length; i++) {
    const first = diagonalBlock(i)
    for (let j = 0; j < first + 4; j++) squares[triangleRow(i) + j] = (j < first ? 2 : 1) * x[i]! * x[j]!
  }
  return squares
}
