import { RecbenchError } from '../../contract/errors.ts'
import type { Random } from '../../math/random.ts'

export interface IncrementalSettings {
  readonly factors: number
  readonly learningRate: number
  readonly regularization: number
}
export const usualIncrementalSettings: IncrementalSettings = { factors: 10, learningRate: 0.05, regularization: 0.01 }

const scale = 0.1
const firstRows = 1024

/**
 * Matrix factorisation that learns one event at a time: ISGD. A person or item that is new gets small random factors; then one step of gradient descent brings their
 * product towards 1.
 *
 *   e = 1 − p_u · q_i,   p_u ← p_u + η (e q_i − λ p_u),   q_i ← q_i + η (e p_u − λ q_i),   first factors ~ N(0, 0.1²)
 *
 * Users and items are numbered from 0 and may come in any order. Items are ranked by |1 − p_u · q_i|, the smallest first.
 *
 * J. Vinagre, A. M. Jorge, J. Gama (2014). Fast Incremental Matrix Factorization for Recommendation with Positive-Only Feedback. UMAP 2014, algorithm 2.
 * doi:10.1007/978-3-319-08786-3_41
 */
export class IncrementalFactors {
  readonly #settings: IncrementalSettings
  readonly #random: Random
  readonly #users: FactorRows
  readonly #items: FactorRows

  constructor(settings: IncrementalSettings, random: Random) {
    const { factors, learningRate, regularization } = settings
    if (!(Number.isInteger(factors) && factors >= 1 && learningRate > 0 && regularization >= 0))
      throw new RecbenchError(
        'invalid-parameter',
        `Incremental factorisation cannot learn with ${factors} factors, learning rate ${learningRate} and regularization ${regularization}.`,
        { remedy: 'Give 1 or more factors, a learning rate above 0 and a regularization of 0 or more.' },
      )
    this.#settings = settings
    this.#random = random
    this.#users = new FactorRows(factors)
    this.#items = new FactorRows(factors)
  }

  /** Learns that a user met an item. */
  learn(user: number, item: number): void {
    const { factors, learningRate, regularization } = this.#settings
    const u = this.#users.rowOf(user, this.#random)
    const i = this.#items.rowOf(item, this.#random)
    const p = this.#users.values
    const q = this.#items.values
    let error = 1
    for (let f = 0; f < factors; f++) error -= p[u + f]! * q[i + f]!
    for (let f = 0; f < factors; f++) {
      const before = p[u + f]!
      p[u + f] = before + learningRate * (error * q[i + f]! - regularization * before)
      q[i + f] = q[i + f]! + learningRate * (error * p[u + f]! - regularization * q[i + f]!)
    }
  }

  /**
   * How many items come before one in a user's order, those that `skip` holds left out; equal ones by number. An item that is not known yet cannot be shown: its rank is infinite.
   */
  rankOf(user: number, item: number, skip: ReadonlySet<number>): number {
    if (!this.#items.has(item)) return Infinity
    const wanted = this.#distance(user, item)
    let before = 0
    for (let other = 0; other < this.#items.size; other++) {
      if (other === item || !this.#items.has(other) || skip.has(other)) continue
      const distance = this.#distance(user, other)
      if (distance < wanted || (distance === wanted && other < item)) before++
    }
    return before
  }

  /** p_u · q_i; 0 for who or what is not known. */
  score(user: number, item: number): number {
    if (!this.#users.has(user) || !this.#items.has(item)) return 0
    const { factors } = this.#settings
    let sum = 0
    for (let f = 0, u = user * factors, i = item * factors; f < factors; f++, u++, i++)
      sum += this.#users.values[u]! * this.#items.values[i]!
    return sum
  }

  #distance = (user: number, item: number): number => Math.abs(1 - this.score(user, item))
}

/** Rows of factors that grow as numbers come. */
class FactorRows {
  values: Float64Array
  readonly #factors: number
  #known = new Uint8Array(firstRows)

  constructor(factors: number) {
    this.#factors = factors
    this.values = new Float64Array(firstRows * factors)
  }

  /** Numbers up to the largest that there is room for. */
  get size(): number {
    return this.#known.length
  }

  has(number: number): boolean {
    return this.#known[number] === 1
  }

  /** Where the row of a number begins; a new one is drawn. */
  rowOf(number: number, random: Random): number {
    const start = number * this.#factors
    if (this.has(number)) return start
    if (number >= this.#known.length) this.#grow(number)
    for (let f = 0; f < this.#factors; f++) this.values[start + f] = scale * random.normal()
    this.#known[number] = 1
    return start
  }

  #grow(number: number): void {
    const rows = 2 ** Math.ceil(Math.log2(number + 1))
    const [values, known] = [new Float64Array(rows * this.#factors), new Uint8Array(rows)]
    values.set(this.values)
    known.set(this.#known)
    this.values = values
    this.#known = known
  }
}
