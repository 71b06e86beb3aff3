import type { Kernels } from '../../kernels/kernels.ts'
import { adamBeta1, adamBeta2 } from '../../kernels/reference/adam-rows.ts'

/**
 * Adam on an array in the memory of kernels, whole or by single rows of an embedding table.
 *
 *   m ← β₁m + (1 − β₁)g,   v ← β₂v + (1 − β₂)g²,   θ ← θ − α·m̂ / (√v̂ + ε)
 *
 * with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ). Rows that a batch does not touch keep their values and moments (the "lazy" form of common libraries), where Adam on the
 * whole table would let their moments fade and move them on by what is left of m.
 *
 * D. P. Kingma and J. Ba (2015). Adam: A Method for Stochastic Optimization. ICLR. arXiv:1412.6980
 */
export class Adam {
  readonly #kernels: Kernels
  readonly #values: Float32Array
  readonly #width: number
  readonly #first: Float32Array
  readonly #second: Float32Array
  readonly #rows: Int32Array

  /** @param width numbers of a row */
  constructor(kernels: Kernels, values: Float32Array, width: number) {
    this.#kernels = kernels
    this.#values = values
    this.#width = width
    this.#first = kernels.memory.floats(values.length)
    this.#second = kernels.memory.floats(values.length)
    this.#rows = kernels.memory.integers(values.length / width)
  }

  /** One step on the whole array. The gradient lies in the same memory. */
  update(gradient: Float32Array, step: AdamStep): void {
    this.#move(null, gradient, step)
  }

  /** One step on distinct rows; `gradient` holds one row for each of them, and lies in the same memory. */
  updateRows(rows: Int32Array, gradient: Float32Array, step: AdamStep): void {
    this.#rows.set(rows)
    this.#move(this.#rows.subarray(0, rows.length), gradient, step)
  }

  #move(rows: Int32Array | null, gradient: Float32Array, step: AdamStep): void {
    const table = { values: this.#values, first: this.#first, second: this.#second, width: this.#width }
    this.#kernels.run('adamRows', { ...table, rows, gradient, ...step })
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
  return { rate: learningRate / (1 - adamBeta1 ** t), secondScale: 1 / (1 - adamBeta2 ** t), decay }
}
