/** A symmetric matrix, whose lower triangle is read and written. */
export interface SweepSymmetric {
  /** Row-major, size × size; what is above the diagonal is left as it was. */
  readonly matrix: Float64Array
  readonly size: number
  /** The first pivot, a multiple of 4; 0 unless stated. */
  readonly from?: number
  /** One more than the last pivot, a multiple of 4 or the size, which it is unless stated. */
  readonly to?: number
}

/**
 * The sweep operator for pivots `from` to `to`: with K these pivots and R the rest, A_KK ← −A_KK⁻¹, A_RK ← A_RK A_KK⁻¹, A_RR ← A_RR − A_RK A_KK⁻¹ A_KR. Swept once over all
 * pivots, in any parts, A becomes −A⁻¹. The pivots are those of Cholesky's factorisation, squared.
 *
 * J. H. Goodnight (1979). A Tutorial on the SWEEP Operator. The American Statistician 33. doi:10.1080/00031305.1979.10482685
 *
 * @returns the first pivot that is not positive, which is left on the diagonal, beside others that mean nothing any more; −1 when all are positive
 */
export function sweepSymmetric({ matrix, size, from = 0, to = size }: SweepSymmetric): number {
  const cell = (i: number, j: number) => (i < j ? j * size + i : i * size + j)
  for (let k = from; k < to; k++) {
    const pivot = matrix[cell(k, k)]!
    if (!(pivot > 0)) return k
    const column = Float64Array.from({ length: size }, (_, i) => matrix[cell(i, k)]!)
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++) if (i !== k && j !== k) matrix[cell(i, j)]! -= (column[i]! * column[j]!) / pivot
    for (let i = 0; i < size; i++) matrix[cell(i, k)] = i === k ? -1 / pivot : column[i]! / pivot
  }
  return -1
}
