/**
 * Solves Mx = b for a symmetric positive definite M of which the part on and below the diagonal is given, row-major, by Cholesky; M is overwritten. A direction
 * that M does not determine (a pivot below 1e-12 of the largest diagonal entry) gets 0.
 */
export function solvePositiveDefinite(matrix: Float64Array, b: Float64Array): Float64Array {
  const d = b.length
  let largest = 0
  for (let i = 0; i < d; i++) largest = Math.max(largest, matrix[i * d + i]!)
  const x = b.slice()
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * d + j]!
      for (let k = 0; k < j; k++) sum -= matrix[i * d + k]! * matrix[j * d + k]!
      if (i === j) matrix[i * d + i] = sum > 1e-12 * largest ? Math.sqrt(sum) : 0
      else matrix[i * d + j] = matrix[j * d + j] === 0 ? 0 : sum / matrix[j * d + j]!
    }
  }
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) x[i]! -= matrix[i * d + k]! * x[k]!
    x[i] = matrix[i * d + i] === 0 ? 0 : x[i]! / matrix[i * d + i]!
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) x[i]! -= matrix[k * d + i]! * x[k]!
    x[i] = matrix[i * d + i] === 0 ? 0 : x[i]! / matrix[i * d + i]!
  }
  return x
}
