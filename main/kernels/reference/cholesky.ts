/** A symmetric matrix, whose lower triangle is read and written. */
export interface Cholesky {
  /** Row-major, size × size; what is above the diagonal is left as it was. */
  readonly matrix: Float64Array
  readonly size: number
  /** The first pivot, a multiple of 4; 0 unless stated. Those before have been taken. */
  readonly from?: number
  /** One more than the last pivot, a multiple of 4 or the size, which it is unless stated. */
  readonly to?: number
}

/**
 * A = L Lᵀ: the factor L in place of the lower triangle, pivot by pivot; rows and columns after the last pivot become what is left to factorise.
 *
 * G. H. Golub, C. F. Van Loan (2013). Matrix Computations, 4th edition, 4.2. Johns Hopkins University Press.
 *
 * @returns the first pivot that is not positive, which is left on the diagonal, beside others that mean nothing any more; −1 when all are positive
 */
export function cholesky({ matrix, size, from = 0, to = size }: Cholesky): number {
  for (let k = from; k < to; k++) {
    const pivot = matrix[k * size + k]!
    if (!(pivot > 0)) return k
    matrix[k * size + k] = Math.sqrt(pivot)
    for (let i = k + 1; i < size; i++) matrix[i * size + k]! /= matrix[k * size + k]!
    for (let i = k + 1; i < size; i++)
      for (let j = k + 1; j <= i; j++) matrix[i * size + j]! -= matrix[i * size + k]! * matrix[j * size + k]!
  }
  return -1
}
