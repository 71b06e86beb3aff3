import { solveInPlace } from './vectors.ts'

const mostSteps = 50
const enough = 1e-10

/**
 * Logistic regression with an L2 penalty on all coefficients but the first, by Newton's method (iteratively reweighted least squares):
 *
 *   min −Σ_r [y_r ln σ_r + (1 − y_r) ln(1 − σ_r)] + λ/2 Σ_{c>0} β_c²,   σ_r = 1 / (1 + exp(−x_rᵀ β))
 *
 * D. W. Hosmer, S. Lemeshow, R. X. Sturdivant (2013). Applied Logistic Regression, 3rd edition. Wiley. doi:10.1002/9781118548387
 *
 * @param features row-major, `size` per row, the first of them 1 for the intercept
 * @param labels 0 or 1 per row
 */
export function fitLogistic(features: Float64Array, labels: Float64Array, size: number, penalty: number): Float64Array {
  const coefficients = new Float64Array(size)
  for (let step = 0; step < mostSteps; step++) {
    const hessian = new Float64Array(size * size)
    const gradient = new Float64Array(size)
    for (let c = 0; c < size; c++) {
      const own = c === 0 ? 1e-9 : penalty
      hessian[c * size + c] = own
      gradient[c] = -own * coefficients[c]!
    }
    for (let row = 0; row < labels.length; row++) {
      let sum = 0
      for (let c = 0; c < size; c++) sum += features[row * size + c]! * coefficients[c]!
      const probability = 1 / (1 + Math.exp(-sum))
      addRow(features, row, size, probability * (1 - probability), labels[row]! - probability, hessian, gradient)
    }
    solveInPlace(hessian, gradient, size)
    let change = 0
    for (let c = 0; c < size; c++) {
      coefficients[c]! += gradient[c]!
      change = Math.max(change, Math.abs(gradient[c]!))
    }
    if (change < enough) break
  }
  return coefficients
}

/** Least squares with an L2 penalty on all coefficients but the first: min ½ ‖y − X β‖² + λ/2 Σ_{c>0} β_c². */
export function fitRidge(features: Float64Array, values: Float64Array, size: number, penalty: number): Float64Array {
  const gram = new Float64Array(size * size)
  const right = new Float64Array(size)
  for (let c = 0; c < size; c++) gram[c * size + c] = c === 0 ? 1e-9 : penalty
  for (let row = 0; row < values.length; row++) addRow(features, row, size, 1, values[row]!, gram, right)
  solveInPlace(gram, right, size)
  return right
}

/** matrix += weight · x xᵀ, vector += amount · x for a row x of the features. */
function addRow(
  features: Float64Array,
  row: number,
  size: number,
  weight: number,
  amount: number,
  matrix: Float64Array,
  vector: Float64Array,
): void {
  for (let a = 0; a < size; a++) {
    const x = features[row * size + a]!
    vector[a]! += amount * x
    for (let b = 0; b < size; b++) matrix[a * size + b]! += weight * x * features[row * size + b]!
  }
}
