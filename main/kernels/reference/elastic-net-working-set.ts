import type { ElasticNet } from './elastic-net.ts'

const mostSweeps = 10_000

/** Coordinates of an elastic net over which sweeps run, with their part of the Gram matrix held together. */
export class WorkingSet {
  count = 0
  readonly items: Int32Array
  readonly #problem: ElasticNet
  readonly #size: number
  readonly #weights: Float64Array
  readonly #targets: Float64Array
  /** Gram matrix of the set times the weights. */
  readonly #products: Float64Array
  /** Gram matrix of the set, `count × count` row-major. */
  #gram = new Float64Array(0)

  constructor(problem: ElasticNet) {
    this.#problem = problem
    this.#size = Math.sqrt(problem.gram.length)
    this.items = new Int32Array(this.#size)
    this.#weights = new Float64Array(this.#size)
    this.#targets = new Float64Array(this.#size)
    this.#products = new Float64Array(this.#size)
  }

  clear(): void {
    this.count = 0
  }

  /** Adds coordinates with weight 0; those of the set whose weight is 0 leave it. */
  extend(joining: readonly number[], targetRow: Float32Array): void {
    const { gram } = this.#problem
    let count = 0
    for (let place = 0; place < this.count; place++) {
      if (this.#weights[place] === 0) continue
      this.items[count] = this.items[place]!
      this.#weights[count++] = this.#weights[place]!
    }
    for (const item of joining) {
      this.items[count] = item
      this.#weights[count++] = 0
    }
    this.count = count
    if (this.#gram.length < count * count) this.#gram = new Float64Array(2 * count * count)
    for (let place = 0; place < count; place++) {
      const row = this.items[place]! * this.#size
      this.#targets[place] = targetRow[this.items[place]!]!
      let product = 0
      for (let other = 0; other < count; other++) {
        const value = gram[row + this.items[other]!]!
        this.#gram[place * count + other] = value
        product += value * this.#weights[other]!
      }
      this.#products[place] = product
    }
  }

  /** Cyclic sweeps until the weights stay where they are. */
  sweep(): void {
    const { l1, l2, positive, tolerance } = this.#problem
    const { count } = this
    const gram = this.#gram
    const weights = this.#weights
    const products = this.#products
    for (let sweep = 0; sweep < mostSweeps; sweep++) {
      let largestStep = 0
      let largestWeight = 0
      for (let place = 0; place < count; place++) {
        const start = place * count
        const diagonal = gram[start + place]!
        const before = weights[place]!
        const gradient = this.#targets[place]! - products[place]! + diagonal * before
        const shrunk = gradient > l1 ? gradient - l1 : !positive && gradient < -l1 ? gradient + l1 : 0
        const after = shrunk / (diagonal + l2)
        largestWeight = Math.max(largestWeight, Math.abs(after))
        if (after === before) continue
        const step = after - before
        weights[place] = after
        for (let other = 0; other < count; other++) products[other]! += step * gram[start + other]!
        largestStep = Math.max(largestStep, Math.abs(step))
      }
      if (largestStep <= tolerance * largestWeight) return
    }
  }

  /** The whole Gram matrix times the weights. */
  multiply(into: Float64Array): void {
    const { gram } = this.#problem
    into.fill(0)
    for (let place = 0; place < this.count; place++) {
      const weight = this.#weights[place]!
      if (weight === 0) continue
      const row = this.items[place]! * this.#size
      for (let item = 0; item < this.#size; item++) into[item]! += weight * gram[row + item]!
    }
  }

  /** Writes the weights that are not zero. */
  write(into: Float64Array): void {
    for (let place = 0; place < this.count; place++) into[this.items[place]!] = this.#weights[place]!
  }
}
