import type { DrawOthers } from './draw-others.ts'

export interface StepOdds extends Pick<DrawOthers, 'offsets' | 'from' | 'to' | 'each'> {
  /** Rows of the other side that each row was observed with. */
  readonly indices: Int32Array
  /** Row-major, of the side that moves. */
  readonly own: Float64Array
  /** Sums of squared gradients so far, as `own`. */
  readonly squares: Float64Array
  readonly other: Float64Array
  /** Doubles of a row, even. */
  readonly width: number
  /** The column of `own` that stays as it is. */
  readonly one: number
  /** Rows of the other side that were drawn, `each` for every row from `from` on. */
  readonly draws: Int32Array
  /** γ. */
  readonly learningRate: number
  /** λ. */
  readonly regularization: number
  /** α. */
  readonly confidence: number
  /** Gets Σ −ln σ(x) over what each row from `from` on was observed with; 0 for nothing. */
  readonly losses: Float64Array
}

/**
 * A step of AdaGrad for each row p with observed rows, up the gradient of a logistic likelihood; x = p · q:
 *
 *   g = α Σ_observed σ(−x) q − Σ_drawn σ(x) q − λ p,   s ← s + g²,   p ← p + γ g / √(s + 10⁻⁶)
 */
export function stepOdds(input: StepOdds): void {
  const { offsets, from, to, each, indices, own, squares, other, width, one, draws, losses } = input
  losses.fill(0, 0, to - from)
  for (let row = from; row < to; row++) {
    const observed = indices.subarray(offsets[row], offsets[row + 1])
    if (observed.length === 0) continue
    const p = own.subarray(row * width, (row + 1) * width)
    const gradient = p.map((value) => -input.regularization * value)
    const add = (to: number, amountOf: (x: number) => number) => {
      const q = other.subarray(to * width, (to + 1) * width)
      const amount = amountOf(p.reduce((sum, value, k) => sum + value * q[k]!, 0))
      q.forEach((value, k) => (gradient[k]! += amount * value))
    }
    for (const to of observed)
      add(to, (x) => {
        losses[row - from]! += Math.log1p(Math.exp(-x))
        return input.confidence / (1 + Math.exp(x))
      })
    for (const to of draws.subarray((row - from) * each, (row - from + 1) * each))
      add(to, (x) => -1 / (1 + Math.exp(-x)))
    gradient.forEach((value, k) => {
      if (k === one) return
      squares[row * width + k]! += value * value
      p[k]! += (input.learningRate * value) / Math.sqrt(squares[row * width + k]! + 1e-6)
    })
  }
}
