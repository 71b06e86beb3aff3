/** A table of rows of `width` floats with sums of squared gradients, and gradients for some of its rows. */
export interface AdagradRows {
  readonly values: Float32Array
  readonly squares: Float32Array
  /** Distinct rows, or null for every row. */
  readonly rows: Int32Array | null
  readonly width: number
  /** One row for each of `rows`. */
  readonly gradient: Float32Array
  readonly rate: number
  /** λ: the gradient of (λ/2)·‖θ‖² is added. */
  readonly decay: number
}

export const adagradEpsilon = 1e-10

/**
 * A step of Adagrad on rows of a table: s ← s + g², θ ← θ − rate · g / (√s + ε). Rows without a gradient do not move, so that the row-sparse form is the dense one,
 * but for λ.
 *
 * J. Duchi, E. Hazan, Y. Singer (2011). Adaptive Subgradient Methods for Online Learning and Stochastic Optimization. JMLR 12.
 */
export function adagradRows({ values, squares, rows, width, gradient, rate, decay }: AdagradRows): void {
  const count = rows ? rows.length : values.length / width
  for (let r = 0; r < count; r++)
    for (let k = 0; k < width; k++) {
      const i = (rows ? rows[r]! : r) * width + k
      const g = gradient[r * width + k]! + decay * values[i]!
      const s = (squares[i] = squares[i]! + g * g)
      values[i]! -= (rate * g) / (Math.sqrt(s) + adagradEpsilon)
    }
}
