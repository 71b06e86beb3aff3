/** Ratio by which the sum of the weights may grow or shrink before it is computed anew. */
const growth = 1e6
const shrinkage = 0.5

/** Weights known by their logarithms, whose sum is kept up to date in O(1) and computed anew before rounding errors could matter. */
export class ExponentialWeights {
  readonly logarithms: Float64Array
  readonly #weights: Float64Array
  #base = 0
  #total = 0
  #startingTotal = 0

  constructor(logarithms: Float64Array) {
    this.logarithms = logarithms
    this.#weights = new Float64Array(logarithms.length)
    this.#start()
  }

  /** Weight of an arm as a share of all. */
  share(arm: number): number {
    return this.#weights[arm]! / this.#total
  }

  /** Multiplies the weight of an arm by exp(`amount`). */
  add(arm: number, amount: number): void {
    this.logarithms[arm]! += amount
    const weight = Math.exp(this.logarithms[arm]! - this.#base)
    this.#total += weight - this.#weights[arm]!
    this.#weights[arm] = weight
    const ratio = this.#total / this.#startingTotal
    if (!(ratio > shrinkage && ratio < growth)) this.#start()
  }

  #start(): void {
    this.#base = this.logarithms.reduce((largest, value) => Math.max(largest, value), -Infinity)
    this.#total = 0
    for (let arm = 0; arm < this.#weights.length; arm++) {
      this.#weights[arm] = Math.exp(this.logarithms[arm]! - this.#base)
      this.#total += this.#weights[arm]!
    }
    this.#startingTotal = this.#total
  }
}
