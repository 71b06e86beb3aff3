/**
 * Adam on typed arrays, for whole arrays and for single rows of an embedding table.
 *
 *   m ← β₁m + (1 − β₁)g,   v ← β₂v + (1 − β₂)g²,   θ ← θ − α·m̂ / (√v̂ + ε)
 *
 * with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ). Rows that a batch does not touch keep their moments (the "lazy" form of common libraries).
 *
 * D. P. Kingma and J. Ba (2015). Adam: A Method for Stochastic Optimization. ICLR. arXiv:1412.6980
 */
export class Adam {
  readonly #values: Float32Array
  readonly #first: Float32Array
  readonly #second: Float32Array

  constructor(values: Float32Array) {
    this.#values = values
    this.#first = new Float32Array(values.length)
    this.#second = new Float32Array(values.length)
  }

  /** One step on the whole array. */
  update(gradient: Float32Array, step: AdamStep): void {
    this.#move(0, gradient, 0, gradient.length, step)
  }

  /** One step on given rows; `gradient` holds one row for each of them. */
  updateRows(rows: Int32Array, width: number, gradient: Float32Array, step: AdamStep): void {
    for (let r = 0; r < rows.length; r++) this.#move(rows[r]! * width, gradient, r * width, width, step)
  }

  #move(start: number, gradient: Float32Array, from: number, length: number, step: AdamStep): void {
    const values = this.#values
    const first = this.#first
    const second = this.#second
    const { rate, secondScale, decay } = step
    for (let offset = 0; offset < length; offset++) {
      const i = start + offset
      const g = gradient[from + offset]! + decay * values[i]!
      const m = (first[i] = beta1 * first[i]! + (1 - beta1) * g)
      const v = (second[i] = beta2 * second[i]! + (1 - beta2) * g * g)
      values[i]! -= (rate * m) / (Math.sqrt(v * secondScale) + epsilon)
    }
  }
}

export interface AdamStep {
  /** α / (1 − β₁ᵗ). */
  readonly rate: number
  /** 1 / (1 − β₂ᵗ). */
  readonly secondScale: number
  /** λ: the gradient of (λ/2)·‖θ‖² is added. */
  readonly decay: number
}

/** The bias corrections of step t, from 1. */
export function adamStep(learningRate: number, t: number, decay = 0): AdamStep {
  return { rate: learningRate / (1 - beta1 ** t), secondScale: 1 / (1 - beta2 ** t), decay }
}

const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-8
