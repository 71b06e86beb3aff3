export interface StepParts {
  /** Row-major. */
  readonly factors: Float64Array
  readonly width: number
  /** Sums, in rows like those of the factors. */
  readonly above: Float64Array
  readonly below: Float64Array
  /** Ratings of each row. */
  readonly counts: Int32Array
  /** λ. */
  readonly regularization: number
}

/** θ ← θ · above / (below + λ n θ), where that divisor is positive. */
export function stepParts({ factors, width, above, below, counts, regularization }: StepParts): void {
  for (let cell = 0; cell < factors.length; cell++) {
    const value = factors[cell]!
    const divisor = below[cell]! + counts[Math.floor(cell / width)]! * regularization * value
    if (divisor > 0) factors[cell] = (value * above[cell]!) / divisor
  }
}
