const firstDecay = 0.9
const secondDecay = 0.999
const smallest = 1e-8

/**
 * Adam: steps along the mean of past gradients, divided by the root of the mean of their squares, both corrected for their start at 0.
 *
 *   m ← 0.9 m + 0.1 g,   v ← 0.999 v + 0.001 g²,   θ ← θ − η m̂ / (√v̂ + 10⁻⁸)
 *
 * D. P. Kingma, J. Ba (2015). Adam: A Method for Stochastic Optimization. ICLR '15, algorithm 1. arXiv:1412.6980
 */
export class Adam {
  readonly means: Float64Array
  readonly squares: Float64Array
  steps: number

  constructor(means: Float64Array, squares: Float64Array, steps: number) {
    this.means = means
    this.squares = squares
    this.steps = steps
  }

  static create(size: number): Adam {
    return new Adam(new Float64Array(size), new Float64Array(size), 0)
  }

  /** Moves the parameters and sets the gradient to 0. */
  step(parameters: Float64Array, gradient: Float64Array, learningRate: number): void {
    this.steps += 1
    const first = 1 - firstDecay ** this.steps
    const second = 1 - secondDecay ** this.steps
    for (let i = 0; i < parameters.length; i++) {
      const slope = gradient[i]!
      gradient[i] = 0
      const mean = firstDecay * this.means[i]! + (1 - firstDecay) * slope
      const square = secondDecay * this.squares[i]! + (1 - secondDecay) * slope * slope
      this.means[i] = mean
      this.squares[i] = square
      parameters[i]! -= (learningRate * mean) / first / (Math.sqrt(square / second) + smallest)
    }
  }
}
