/** A table of rows of `width` floats with the moments of Adam, and gradients for some of its rows. */
export interface AdamRows {
  readonly values: Float32Array
  readonly first: Float32Array
  readonly second: Float32Array
  /** Distinct rows, or null for every row. */
  readonly rows: Int32Array | null
  readonly width: number
  /** One row for each of `rows`. */
  readonly gradient: Float32Array
  /** α / (1 − β₁ᵗ). */
  readonly rate: number
  /** 1 / (1 − β₂ᵗ). */
  readonly secondScale: number
  /** λ: the gradient of (λ/2)·‖θ‖² is added. */
  readonly decay: number
}

export const adamBeta1 = 0.9
export const adamBeta2 = 0.999
export const adamEpsilon = 1e-8

/**
 * A step of Adam on rows of a table; rows that are not named keep their values and moments.
 *
 *   m ← β₁m + (1 − β₁)g,   v ← β₂v + (1 − β₂)g²,   θ ← θ − rate · m / (√(v · secondScale) + ε)
 *
 * D. P. Kingma and J. Ba (2015). Adam: A Method for Stochastic Optimization. ICLR. arXiv:1412.6980
 */
export function adamRows(input: AdamRows): void {
  const { values, first, second, rows, width, gradient, rate, secondScale, decay } = input
  const count = rows ? rows.length : values.length / width
  for (let r = 0; r < count; r++)
    for (let k = 0; k < width; k++) {
      const i = (rows ? rows[r]! : r) * width + k
      const g = gradient[r * width + k]! + decay * values[i]!
      const m = (first[i] = adamBeta1 * first[i]! + (1 - adamBeta1) * g)
      const v = (second[i] = adamBeta2 * second[i]! + (1 - adamBeta2) * g * g)
      values[i]! -= (rate * m) / (Math.sqrt(v * secondScale) + adamEpsilon)
    }
}
