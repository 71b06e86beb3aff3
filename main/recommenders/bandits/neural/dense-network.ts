import type { Random } from '../../../math/random.ts'

/**
 * A network of dense layers with rectified units between them and a linear last layer, in double precision, one example at a time. Deterministic.
 *
 *   h_0 = x,   h_l = max(0, W_l h_{l−1} + b_l),   y = W_L h_{L−1} + b_L
 *
 * First weights are uniform within ±√(6 / inputs of the layer), biases 0.
 *
 * K. He, X. Zhang, S. Ren, J. Sun (2015). Delving Deep into Rectifiers. ICCV '15. doi:10.1109/ICCV.2015.123
 */
export class DenseNetwork {
  /** Widths of input, hidden layers and output. */
  readonly widths: readonly number[]
  /** For each layer its weights, input by input, then its biases. */
  readonly parameters: Float64Array
  readonly #offsets: readonly number[]
  readonly #units: readonly Float64Array[]
  readonly #errors: readonly Float64Array[]

  constructor(widths: readonly number[], parameters: Float64Array) {
    this.widths = widths
    this.parameters = parameters
    this.#offsets = offsetsOf(widths)
    this.#units = widths.map((width) => new Float64Array(width))
    this.#errors = widths.map((width) => new Float64Array(width))
  }

  static create(widths: readonly number[], random: Random): DenseNetwork {
    const offsets = offsetsOf(widths)
    const parameters = new Float64Array(offsets.at(-1)!)
    for (let layer = 1; layer < widths.length; layer++) {
      const bound = Math.sqrt(6 / widths[layer - 1]!)
      const start = offsets[layer - 1]!
      for (let at = start; at < start + widths[layer - 1]! * widths[layer]!; at++)
        parameters[at] = bound * (2 * random.uniform() - 1)
    }
    return new DenseNetwork(widths, parameters)
  }

  /** The output for an example. It is overwritten by the next run. */
  run(input: Float64Array): Float64Array {
    this.#units[0]!.set(input)
    for (let layer = 1; layer < this.widths.length; layer++) this.#runLayer(layer)
    return this.#units.at(-1)!
  }

  /** The units of the last hidden layer for an example. They are overwritten by the next run. */
  runHidden(input: Float64Array): Float64Array {
    this.#units[0]!.set(input)
    for (let layer = 1; layer < this.widths.length - 1; layer++) this.#runLayer(layer)
    return this.#units.at(-2)!
  }

  /** One output for the example whose hidden units were run last. */
  outputOf(output: number): number {
    const hidden = this.#units.at(-2)!
    const width = this.widths.at(-1)!
    let at = this.#offsets.at(-2)! + output
    let sum = 0
    for (let i = 0; i < hidden.length; i++, at += width) sum += hidden[i]! * this.parameters[at]!
    return sum + this.parameters[at]!
  }

  /**
   * Adds the gradient of a loss, of the example last run, to `gradient`, which is laid out like the parameters.
   *
   * @param slopes derivative of the loss by each output
   */
  addGradient(slopes: Float64Array, gradient: Float64Array): void {
    const last = this.widths.length - 1
    this.#errors[last]!.set(slopes)
    for (let layer = last; layer > 0; layer--) this.#learnLayer(layer, gradient)
  }

  /** The same of a loss that depends on one output alone, by which its derivative is `slope`; it does not touch the others. */
  addGradientOf(output: number, slope: number, gradient: Float64Array): void {
    const last = this.widths.length - 1
    const hidden = this.#units[last - 1]!
    const errors = this.#errors[last - 1]!
    const width = this.widths[last]!
    let at = this.#offsets[last - 1]! + output
    for (let i = 0; i < hidden.length; i++, at += width) {
      errors[i] = hidden[i] === 0 ? 0 : slope * this.parameters[at]!
      gradient[at]! += slope * hidden[i]!
    }
    gradient[at]! += slope
    for (let layer = last - 1; layer > 0; layer--) this.#learnLayer(layer, gradient)
  }

  #runLayer(layer: number): void {
    const input = this.#units[layer - 1]!
    const output = this.#units[layer]!
    const width = output.length
    let at = this.#offsets[layer - 1]!
    output.set(this.parameters.subarray(at + input.length * width, at + (input.length + 1) * width))
    for (let i = 0; i < input.length; i++, at += width) {
      const value = input[i]!
      if (value === 0) continue
      for (let o = 0; o < width; o++) output[o]! += value * this.parameters[at + o]!
    }
    if (layer < this.widths.length - 1) for (let o = 0; o < width; o++) output[o] = Math.max(0, output[o]!)
  }

  #learnLayer(layer: number, gradient: Float64Array): void {
    const input = this.#units[layer - 1]!
    const errors = this.#errors[layer]!
    const before = this.#errors[layer - 1]!
    const width = errors.length
    let at = this.#offsets[layer - 1]!
    for (let i = 0; i < input.length; i++, at += width) {
      const value = input[i]!
      before[i] = 0
      if (value === 0) continue
      let error = 0
      for (let o = 0; o < width; o++) {
        error += errors[o]! * this.parameters[at + o]!
        gradient[at + o]! += value * errors[o]!
      }
      before[i] = error
    }
    for (let o = 0; o < width; o++) gradient[at + o]! += errors[o]!
  }
}

/** Where the parameters of each layer begin, and their number. */
function offsetsOf(widths: readonly number[]): number[] {
  const offsets = [0]
  for (let layer = 1; layer < widths.length; layer++)
    offsets.push(offsets[layer - 1]! + (widths[layer - 1]! + 1) * widths[layer]!)
  return offsets
}
