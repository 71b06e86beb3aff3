/** Inner product of `length` entries of `a` from `i` and of `b` from `j`. Four running sums, so that additions need not wait for each other. */
export function dot(a: Float64Array, i: number, b: Float64Array, j: number, length: number): number {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  const end = i + length
  const whole = end - (length % 4)
  while (i < whole) {
    s0 += a[i]! * b[j]!
    s1 += a[i + 1]! * b[j + 1]!
    s2 += a[i + 2]! * b[j + 2]!
    s3 += a[i + 3]! * b[j + 3]!
    i += 4
    j += 4
  }
  while (i < end) s0 += a[i++]! * b[j++]!
  return s0 + s1 + (s2 + s3)
}

/** y ← y + α x for `length` entries of `x` from `i` and of `y` from `j`. */
export function addScaled(alpha: number, x: Float64Array, i: number, y: Float64Array, j: number, length: number): void {
  for (let k = 0; k < length; k++) y[j + k]! += alpha * x[i + k]!
}

/** into ← into + α Σ rᵀ, over the rows r of a row-major matrix that `chosen` names, four at a time. */
export function addRows(rows: Float64Array, chosen: Int32Array, alpha: number, into: Float64Array, size: number): void {
  const whole = chosen.length - (chosen.length % 4)
  for (let entry = 0; entry < whole; entry += 4) {
    let a = chosen[entry]! * size
    let b = chosen[entry + 1]! * size
    let c = chosen[entry + 2]! * size
    let d = chosen[entry + 3]! * size
    for (let k = 0; k < size; k++) into[k]! += alpha * (rows[a++]! + rows[b++]! + (rows[c++]! + rows[d++]!))
  }
  for (let entry = whole; entry < chosen.length; entry++) addScaled(alpha, rows, chosen[entry]! * size, into, 0, size)
}

/** FᵀF of a row-major matrix of `rows × size`, both triangles. */
export function gramOf(factors: Float64Array, rows: number, size: number): Float64Array {
  const gram = new Float64Array(size * size)
  for (let row = 0; row < rows; row++) {
    const start = row * size
    for (let a = 0; a < size; a++) {
      const value = factors[start + a]!
      if (value !== 0) addScaled(value, factors, start, gram, a * size, a + 1)
    }
  }
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) gram[a * size + b] = gram[b * size + a]!
  return gram
}

/**
 * Solves A x = b for a small symmetric positive definite matrix by Cholesky's factorisation; both arguments are overwritten, `b` by the solution.
 * The diagonal of A must be positive by construction, such as by a ridge.
 *
 * @param count right sides, one after another in `b`
 */
export function solveInPlace(matrix: Float64Array, b: Float64Array, size: number, count = 1): void {
  for (let row = 0; row < size; row++) {
    const start = row * size
    for (let column = 0; column <= row; column++) {
      const value = matrix[start + column]! - dot(matrix, start, matrix, column * size, column)
      matrix[start + column] = column === row ? Math.sqrt(value) : value / matrix[column * size + column]!
    }
  }
  for (let first = 0; first < count * size; first += size) {
    for (let row = 0; row < size; row++)
      b[first + row] = (b[first + row]! - dot(matrix, row * size, b, first, row)) / matrix[row * size + row]!
    for (let row = size - 1; row >= 0; row--) {
      b[first + row]! /= matrix[row * size + row]!
      for (let other = 0; other < row; other++) b[first + other]! -= matrix[row * size + other]! * b[first + row]!
    }
  }
}
