import { RecbenchError } from '../contract/errors.ts'

/** Called now and then with the share done; may let other work through or throw to stop. */
export type Pause = (fraction: number) => Promise<void> | void

/** Rows between two pauses. */
const stride = 64

/**
 * Inverts a symmetric positive definite matrix: Cholesky factor L, then M = L⁻¹, then MᵀM. About n³ floating-point operations, one core, 16 n² bytes.
 *
 * All three steps are inner products of rows, taken in tiles of 2 × 4, so that each value read from memory serves several products.
 *
 * G. H. Golub, C. F. Van Loan (2013). Matrix Computations, 4th edition, 4.2. Johns Hopkins University Press.
 *
 * @param matrix row-major, size × size; overwritten
 * @returns the inverse, row-major
 * @throws RecbenchError `invalid-parameter` when a pivot is not positive
 */
export async function invertPositiveDefinite(matrix: Float64Array, size: number, pause: Pause): Promise<Float64Array> {
  const padded = Math.ceil(size / 4) * 4
  const factor = pad(matrix, size, padded)
  await factorize(factor, padded, (fraction) => pause(fraction / 3))
  const inverse = await invertLower(factor, padded, (fraction) => pause((1 + fraction) / 3))
  await multiplyTransposed(inverse, factor, padded, (fraction) => pause((2 + fraction) / 3))
  return padded === size ? factor : crop(factor, padded, size)
}

/**
 * Cholesky factorisation A = L Lᵀ in place, lower triangle, row-major; what is above the diagonal is left as it was.
 *
 * @param size a multiple of 4
 */
export async function factorize(matrix: Float64Array, size: number, pause: Pause): Promise<void> {
  const tile = new Float64Array(16)
  for (let row = 0; row < size; row += 4) {
    if (row % stride === 0) await pause((row / size) ** 3)
    for (let column = 0; column <= row; column += 4) {
      multiplyRows(matrix, row, matrix, column, 0, column, size, tile)
      for (let r = 0; r < 4; r++)
        for (let c = 0; c < 4 && (column < row || c <= r); c++) {
          const cell = (row + r) * size + column + c
          let value = matrix[cell]! - tile[4 * r + c]!
          for (let m = 0; m < c; m++)
            value -= matrix[(row + r) * size + column + m]! * matrix[(column + c) * size + column + m]!
          matrix[cell] =
            row + r === column + c ? squareRoot(value, row + r) : value / matrix[(column + c) * size + column + c]!
        }
    }
  }
}

function squareRoot(pivot: number, row: number): number {
  if (pivot > 0) return Math.sqrt(pivot)
  throw new RecbenchError(
    'invalid-parameter',
    `A linear system of the model has no unique solution: the pivot of row ${row + 1} is ${pivot}.`,
    { remedy: 'Raise the regularization.' },
  )
}

/** Rows of the result are columns of L⁻¹: `result[j][i] = (L⁻¹)[i][j]`, zero before the diagonal. */
async function invertLower(factor: Float64Array, size: number, pause: Pause): Promise<Float64Array> {
  const result = new Float64Array(size * size)
  const tile = new Float64Array(16)
  for (let row = 0; row < size; row += 4) {
    if (row % stride === 0) await pause((row / size) ** 3)
    for (let column = 0; column <= row; column += 4) {
      multiplyRows(factor, row, result, column, column, row, size, tile)
      for (let c = 0; c < 4; c++)
        for (let r = column === row ? c : 0; r < 4; r++) {
          let value = (row + r === column + c ? 1 : 0) - tile[4 * r + c]!
          for (let m = 0; m < r; m++)
            value -= factor[(row + r) * size + row + m]! * result[(column + c) * size + row + m]!
          result[(column + c) * size + row + r] = value / factor[(row + r) * size + row + r]!
        }
    }
  }
  return result
}

/** into = T Tᵀ for an upper triangular T. */
async function multiplyTransposed(
  triangle: Float64Array,
  into: Float64Array,
  size: number,
  pause: Pause,
): Promise<void> {
  const tile = new Float64Array(16)
  for (let row = 0; row < size; row += 4) {
    if (row % stride === 0) await pause(1 - (1 - row / size) ** 3)
    for (let column = 0; column <= row; column += 4) {
      multiplyRows(triangle, row, triangle, column, row, size, size, tile)
      for (let r = 0; r < 4; r++)
        for (let c = 0; c < 4; c++) {
          into[(row + r) * size + column + c] = tile[4 * r + c]!
          into[(column + c) * size + row + r] = tile[4 * r + c]!
        }
    }
  }
}

/** The 16 inner products of rows i … i + 3 of `a` and j … j + 3 of `b` over columns `from` … `to` − 1, row-major into `tile`. */
function multiplyRows(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  from: number,
  to: number,
  size: number,
  tile: Float64Array,
): void {
  for (let half = 0; half < 4; half += 2) {
    let a0 = (i + half) * size + from
    let a1 = a0 + size
    let b0 = j * size + from
    let b1 = b0 + size
    let b2 = b1 + size
    let b3 = b2 + size
    const end = a0 + to - from
    let s00 = 0
    let s01 = 0
    let s02 = 0
    let s03 = 0
    let s10 = 0
    let s11 = 0
    let s12 = 0
    let s13 = 0
    while (a0 < end) {
      const x = a[a0++]!
      const y = a[a1++]!
      const p = b[b0++]!
      const q = b[b1++]!
      const r = b[b2++]!
      const s = b[b3++]!
      s00 += x * p
      s01 += x * q
      s02 += x * r
      s03 += x * s
      s10 += y * p
      s11 += y * q
      s12 += y * r
      s13 += y * s
    }
    const at = 4 * half
    tile[at] = s00
    tile[at + 1] = s01
    tile[at + 2] = s02
    tile[at + 3] = s03
    tile[at + 4] = s10
    tile[at + 5] = s11
    tile[at + 6] = s12
    tile[at + 7] = s13
  }
}

/** Enlarges with an identity block, which changes neither factor nor inverse of the rest. */
function pad(matrix: Float64Array, size: number, padded: number): Float64Array {
  if (padded === size) return matrix
  const result = new Float64Array(padded * padded)
  for (let row = 0; row < size; row++) result.set(matrix.subarray(row * size, (row + 1) * size), row * padded)
  for (let row = size; row < padded; row++) result[row * padded + row] = 1
  return result
}

function crop(matrix: Float64Array, padded: number, size: number): Float64Array {
  const result = new Float64Array(size * size)
  for (let row = 0; row < size; row++) result.set(matrix.subarray(row * padded, row * padded + size), row * size)
  return result
}
