/** The shift of all scores after which the mean of σ(score + shift) equals the share, by bisection. */
export function calibrate(scores: Float64Array, share: number): number {
  let low = -20
  let high = 20
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    const mean = scores.reduce((sum, score) => sum + sigmoid(score + middle), 0) / scores.length
    if (mean < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * Slope and intercept of P(met) = σ(a z + b) that make what was met most likely, a ≥ 0, by Newton's method on log loss + ½ · 10⁻⁶ a².
 *
 * J. Platt (1999). Probabilistic Outputs for Support Vector Machines and Comparisons to Regularized Likelihood Methods. Advances in Large Margin Classifiers.
 */
export function fitSigmoid(scores: Float64Array, met: Uint8Array): { readonly slope: number; readonly shift: number } {
  const share = met.reduce((sum, cell) => sum + cell, 0) / met.length
  let shift = Math.log(share / (1 - share))
  let slope = 0
  for (let step = 0; step < 30; step++) {
    let [gradientSlope, gradientShift] = [1e-6 * slope, 0]
    let [slopeSlope, slopeShift, shiftShift] = [1e-6, 0, 1e-12]
    for (let cell = 0; cell < met.length; cell++) {
      const z = scores[cell]!
      const p = sigmoid(slope * z + shift)
      const error = p - met[cell]!
      const weight = p * (1 - p)
      gradientSlope += error * z
      gradientShift += error
      slopeSlope += weight * z * z
      slopeShift += weight * z
      shiftShift += weight
    }
    const determinant = slopeSlope * shiftShift - slopeShift * slopeShift
    slope -= (shiftShift * gradientSlope - slopeShift * gradientShift) / determinant
    shift -= (slopeSlope * gradientShift - slopeShift * gradientSlope) / determinant
  }
  return slope > 0 && Number.isFinite(slope) ? { slope, shift } : { slope: 0, shift: Math.log(share / (1 - share)) }
}

export const sigmoid = (score: number) => 1 / (1 + Math.exp(-score))
