import { cholesky } from './cholesky.ts'

export interface SolveSymmetric {
  /** Row-major, size × size, of which the lower triangle is read, and overwritten by Cholesky's factor. */
  readonly matrix: Float64Array
  readonly size: number
  /** B, one row per row of the matrix; overwritten by X. */
  readonly right: Float64Array
}

/**
 * Solves A X = B for a symmetric positive definite A, by its Cholesky factor: L Y = B, then Lᵀ X = Y.
 *
 * @returns the first pivot that is not positive, which is left on the diagonal, and then B is left as it was; −1 when all are positive
 */
export function solveSymmetric({ matrix, size, right }: SolveSymmetric): number {
  const failed = cholesky({ matrix, size })
  if (failed >= 0) return failed
  const columns = size === 0 ? 0 : right.length / size
  for (let column = 0; column < columns; column++) {
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < i; k++) right[i * columns + column]! -= matrix[i * size + k]! * right[k * columns + column]!
      right[i * columns + column]! /= matrix[i * size + i]!
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let k = i + 1; k < size; k++)
        right[i * columns + column]! -= matrix[k * size + i]! * right[k * columns + column]!
      right[i * columns + column]! /= matrix[i * size + i]!
    }
  }
  return -1
}
