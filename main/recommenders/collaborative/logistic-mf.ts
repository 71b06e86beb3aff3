import { integer, real, type ConfigurationOf } from '../../contract/settings.ts'
import type { SparseRows } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'
import { addScaled, dot } from '../../math/vectors.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { refuseManyFactors } from '../factor-memory.ts'
import { completeFactors, learnedFactorModel, readLearnedFactors } from '../learned-factors.ts'
import { defineRecommender } from '../recommender.ts'

const settings = {
  factors: integer({
    default: 32,
    minimum: 1,
    maximum: 4096,
    search: { from: 8, to: 128, scale: 'log' },
    help: 'Length of the vectors of users and items.',
  }),
  iterations: integer({ default: 30, minimum: 1, help: 'Times that both sides take a step.' }),
  learningRate: real({ default: 0.2, search: { from: 0.02, to: 1, scale: 'log' }, help: 'γ: size of a step.' }),
  regularization: real({
    default: 5,
    search: { from: 0.1, to: 50, scale: 'log' },
    help: 'λ: pulls factors towards zero.',
  }),
  confidence: real({ default: 1, search: { from: 0.5, to: 20, scale: 'log' }, help: 'α: weight of an observed pair.' }),
  negatives: integer({ default: 5, minimum: 1, help: 'Other pairs drawn for each observed pair.' }),
}

/**
 * Logistic matrix factorisation: the probability that a user chooses an item as a logistic function of their factors and biases.
 *
 *   p(u, j) = σ(x_uj),   x_uj = p_uᵀ q_j + b_u + b_j   (eq. 1)
 *   max Σ_{observed} α ln σ(x) + Σ_{others} ln σ(−x) − λ/2 (‖P‖² + ‖Q‖²),   by AdaGrad on users and items in turn   (section 3.1)
 *
 * The other pairs are a sample, drawn uniformly among all pairs and as many for each row, so that popular items stay popular (section 3.2); an event counts once,
 * whatever its value. The loss reported is the mean of −ln σ(x) over observed pairs. Somebody without a history gets popularity.
 *
 * C. C. Johnson (2014). Logistic Matrix Factorization for Implicit Feedback Data. NIPS Workshop on Distributed Machine Learning and Matrix Computations.
 */
export const logisticMf = defineRecommender({
  id: 'logistic-mf',
  title: 'Logistic MF',
  family: 'collaborative',
  summary: 'Learns factors whose product gives the odds that a user chooses an item.',
  formula: 'p(u, j) = σ(p_uᵀ q_j + b_u + b_j), by AdaGrad on the log-likelihood',
  reference:
    'C. C. Johnson (2014). Logistic Matrix Factorization for Implicit Feedback Data. NIPS Workshop on Distributed Machine Learning and Matrix Computations.',
  settings,
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'exact',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, { random, signal, progress, loss, stopAfter }) {
    const { users, items, byUser, byItem } = interactions
    refuseManyFactors(interactions, config.factors, 40, 'Logistic MF')
    const { factors, iterations } = config
    const start = random('factors')
    const left = new Side(users, factors, start, 'second')
    const right = new Side(items, factors, start, 'first')
    const draws = random('pairs')
    const pause = () => breathe(signal)
    const current = () => {
      const itemBias = Float64Array.from({ length: items }, (_, item) => right.biasOf(item))
      const found = { factors, userFactors: left.withoutBias(), itemFactors: right.withoutBias(), itemBias }
      return learnedFactorModel('logistic-mf', 2, completeFactors(interactions, found))
    }
    for (let iteration = 1; iteration <= iterations; iteration++) {
      progress((iteration - 1) / iterations, `Iteration ${iteration} of ${iterations}`)
      await left.step(byUser, right, config, draws, pause)
      loss(iteration, await right.step(byItem, left, config, draws, pause), null, null)
      if (await stopAfter?.(iteration, current)) break
    }
    return current()
  },
  load: (bytes) => learnedFactorModel('logistic-mf', 2, readLearnedFactors(unpack('logistic-mf', 2, bytes))),
})

/** Vectors of one side: the factors, then its bias and a 1 that meets the bias of the other side, or the other way round. */
class Side {
  readonly #width: number
  readonly #rows: Float64Array
  /** Sums of squared gradients. */
  readonly #squares: Float64Array
  /** Where the 1 stands. */
  readonly #one: number

  constructor(count: number, factors: number, random: Random, one: 'first' | 'second') {
    this.#width = factors + 2
    this.#one = factors + (one === 'first' ? 0 : 1)
    this.#rows = Float64Array.from({ length: count * this.#width }, (_, cell) =>
      cell % this.#width === this.#one ? 1 : random.normal() / Math.sqrt(this.#width),
    )
    this.#squares = new Float64Array(count * this.#width)
  }

  biasOf(row: number): number {
    return this.#rows[row * this.#width + (2 * this.#width - 3 - this.#one)]!
  }

  withoutBias(): Float64Array {
    const factors = this.#width - 2
    return Float64Array.from({ length: (this.#rows.length / this.#width) * factors }, (_, cell) => {
      const row = Math.floor(cell / factors)
      return this.#rows[row * this.#width + cell - row * factors]!
    })
  }

  /** One step of AdaGrad on every row that has observed pairs; the mean of −ln σ(x) over these. */
  async step(
    { offsets, indices }: SparseRows,
    other: Side,
    { learningRate, regularization, confidence, negatives }: ConfigurationOf<typeof settings>,
    random: Random,
    pause: () => Promise<void>,
  ): Promise<number> {
    const width = this.#width
    const count = other.#rows.length / width
    const gradient = new Float64Array(width)
    const others = Math.max(1, Math.round((negatives * indices.length) / (offsets.length - 1)))
    let loss = 0
    for (let row = 0; row + 1 < offsets.length; row++) {
      if (row % 512 === 0) await pause()
      const start = row * width
      if (offsets[row + 1] === offsets[row]) continue
      for (let k = 0; k < width; k++) gradient[k] = -regularization * this.#rows[start + k]!
      for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
        const to = indices[entry]! * width
        const odds = Math.exp(-dot(this.#rows, start, other.#rows, to, width))
        addScaled(confidence * (odds / (1 + odds)), other.#rows, to, gradient, 0, width)
        loss += Math.log1p(odds)
      }
      for (let draw = 0; draw < others; draw++) {
        const to = random.below(count) * width
        const share = 1 / (1 + Math.exp(-dot(this.#rows, start, other.#rows, to, width)))
        addScaled(-share, other.#rows, to, gradient, 0, width)
      }
      for (let k = 0; k < width; k++) {
        if (k === this.#one) continue
        const cell = start + k
        this.#squares[cell]! += gradient[k]! * gradient[k]!
        this.#rows[cell]! += (learningRate * gradient[k]!) / Math.sqrt(this.#squares[cell]! + 1e-6)
      }
    }
    return loss / Math.max(1, indices.length)
  }
}
