import { WasmHeap } from '../wasm/heap.ts'
import { instantiateRowModule, type RowModule } from './row-module.ts'

/**
 * Factors of users and items in single precision, with the steps of models that learn from one comparison at a time. Rows of equal entries give equal digits:
 * every product is summed in the same order.
 */
export class FactorRows {
  readonly users: number
  readonly items: number
  readonly factors: number
  readonly #heap = new WasmHeap<RowModule>(instantiateRowModule)
  /** Bytes of a row, padded with zeros to a multiple of 16. */
  readonly #width: number
  readonly #user: number
  readonly #item: number
  readonly #out: number
  readonly #amounts: number
  readonly #found: Float32Array
  readonly #given: Float32Array

  /** Starts at what `draw` gives, users first, row by row. */
  constructor(users: number, items: number, factors: number, draw: () => number) {
    this.users = users
    this.items = items
    this.factors = factors
    this.#width = 16 * Math.ceil(factors / 4)
    this.#user = this.#heap.allocate(users * this.#width)
    this.#item = this.#heap.allocate(items * this.#width)
    this.#out = this.#heap.allocate(4)
    this.#amounts = this.#heap.allocate(8)
    this.#found = this.#heap.floats(this.#out, 1)
    this.#given = this.#heap.floats(this.#amounts, 2)
    for (const [start, rows] of [
      [this.#user, users],
      [this.#item, items],
    ] as const) {
      const view = this.#heap.floats(start, (rows * this.#width) / 4)
      for (let row = 0; row < rows; row++) for (let k = 0; k < factors; k++) view[(row * this.#width) / 4 + k] = draw()
    }
  }

  /** p_u · q_i */
  product(user: number, item: number): number {
    this.#heap.kernels.product(this.#userRow(user), this.#itemRow(item), this.#width, this.#out)
    return this.#found[0]!
  }

  /** p_u · (q_i − q_j) */
  difference(user: number, i: number, j: number): number {
    this.#heap.kernels.difference(this.#userRow(user), this.#itemRow(i), this.#itemRow(j), this.#width, this.#out)
    return this.#found[0]!
  }

  /** p_u ← κ p_u + a (q_i − q_j), q_i ← κ q_i + a p_u, q_j ← κ q_j − a p_u, all from the old values. */
  separate(user: number, i: number, j: number, amount: number, keep: number): void {
    this.#given[0] = amount
    this.#given[1] = keep
    const { kernels } = this.#heap
    kernels.separate(this.#userRow(user), this.#itemRow(i), this.#itemRow(j), this.#width, this.#amounts)
  }

  /** Row-major copies in double precision, without padding. */
  read(): { userFactors: Float64Array; itemFactors: Float64Array } {
    const copy = (start: number, rows: number) => {
      const view = this.#heap.floats(start, (rows * this.#width) / 4)
      const into = new Float64Array(rows * this.factors)
      for (let row = 0; row < rows; row++)
        for (let k = 0; k < this.factors; k++) into[row * this.factors + k] = view[(row * this.#width) / 4 + k]!
      return into
    }
    return { userFactors: copy(this.#user, this.users), itemFactors: copy(this.#item, this.items) }
  }

  #userRow(user: number): number {
    return this.#user + user * this.#width
  }

  #itemRow(item: number): number {
    return this.#item + item * this.#width
  }
}
