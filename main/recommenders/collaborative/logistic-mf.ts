import { integer, real, type ConfigurationOf } from '../../contract/settings.ts'
import type { Interactions, SparseRows } from '../../data/interactions.ts'
import { openKernels, type Kernels } from '../../kernels/kernels.ts'
import type { Random } from '../../math/random.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { refuseManyFactors } from '../factor-memory.ts'
import { learnedFactorModel, readLearnedFactors } from '../learned-factors.ts'
import { defineRecommender, type TrainContext } from '../recommender.ts'
import { factorsSetting, learnedFactorAbilities, trainFactors, type FactorLearner } from '../train-factors.ts'

const settings = {
  factors: factorsSetting(32),
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
  abilities: learnedFactorAbilities,
  train(interactions, config, context) {
    refuseManyFactors(interactions, config.factors, 40, 'Logistic MF')
    const learner = new OddsLearner(interactions, config, context)
    return trainFactors('logistic-mf', interactions, learner, { unit: 'Iteration', passes: config.iterations }, context)
  },
  load: (bytes) => learnedFactorModel('logistic-mf', 2, readLearnedFactors(unpack('logistic-mf', 2, bytes))),
})

class OddsLearner implements FactorLearner {
  readonly #left: Side
  readonly #right: Side
  readonly #signal: AbortSignal

  constructor(
    { users, items, byUser, byItem }: Interactions,
    config: ConfigurationOf<typeof settings>,
    { random, threads, signal }: TrainContext,
  ) {
    const kernels = openKernels({ threads })
    const start = random('factors')
    const draws = kernels.memory.putIntegers(random('pairs').words())
    this.#left = new Side(kernels, byUser, users, config, draws, start, 'second')
    this.#right = new Side(kernels, byItem, items, config, draws, start, 'first')
    this.#signal = signal
  }

  async learn(): Promise<number> {
    const pause = () => breathe(this.#signal)
    await this.#left.step(this.#right, pause)
    return this.#right.step(this.#left, pause)
  }

  read() {
    const { factors } = this.#right
    const [users, items] = [this.#left.read(), this.#right.read()]
    return { factors, userFactors: users.factors, itemFactors: items.factors, itemBias: items.bias }
  }
}

/** Draws of one call of the kernels, about: some 10 ms. */
const drawsPerPause = 2 ** 18

/** Vectors of one side: the factors, then its bias and a 1 that meets the bias of the other side, or the other way round. */
class Side {
  readonly factors: number
  readonly #kernels: Kernels
  readonly #config: ConfigurationOf<typeof settings>
  readonly #random: Int32Array
  readonly #offsets: Int32Array
  readonly #indices: Int32Array
  readonly #width: number
  readonly #rows: Float64Array
  readonly #squares: Float64Array
  /** Where the 1 stands. */
  readonly #one: number
  /** Pairs drawn for each row, and room for those of a call. */
  readonly #each: number
  readonly #draws: Int32Array
  readonly #losses: Float64Array

  constructor(
    kernels: Kernels,
    { offsets, indices }: SparseRows,
    count: number,
    config: ConfigurationOf<typeof settings>,
    random: Int32Array,
    start: Random,
    one: 'first' | 'second',
  ) {
    const { memory } = kernels
    const { factors } = config
    this.factors = factors
    this.#kernels = kernels
    this.#config = config
    this.#random = random
    this.#offsets = memory.putIntegers(offsets)
    this.#indices = memory.putIntegers(indices)
    this.#width = 2 * Math.ceil((factors + 2) / 2)
    this.#one = factors + (one === 'first' ? 0 : 1)
    this.#rows = memory.doubles(count * this.#width)
    this.#squares = memory.doubles(count * this.#width)
    for (let row = 0; row < count; row++)
      for (let k = 0; k < factors + 2; k++)
        this.#rows[row * this.#width + k] = k === this.#one ? 1 : start.normal() / Math.sqrt(factors + 2)
    this.#each = Math.max(1, Math.round((config.negatives * indices.length) / Math.max(1, count)))
    const rows = Math.min(count, Math.max(1, Math.floor(drawsPerPause / this.#each)))
    this.#draws = memory.integers(rows * this.#each)
    this.#losses = memory.doubles(rows)
  }

  /** Factors without what else stands in a row, and the biases. */
  read(): { readonly factors: Float64Array; readonly bias: Float64Array } {
    const count = this.#rows.length / this.#width
    const factors = new Float64Array(count * this.factors)
    const bias = new Float64Array(count)
    for (let row = 0; row < count; row++) {
      const start = row * this.#width
      factors.set(this.#rows.subarray(start, start + this.factors), row * this.factors)
      bias[row] = this.#rows[start + 2 * this.factors + 1 - this.#one]!
    }
    return { factors, bias }
  }

  /** One step of AdaGrad on every row that has observed pairs; the mean of −ln σ(x) over these. */
  async step(other: Side, pause: () => Promise<void>): Promise<number> {
    const { learningRate, regularization, confidence } = this.#config
    const count = this.#offsets.length - 1
    const limit = other.#offsets.length - 1
    let loss = 0
    for (let from = 0; from < count; from += this.#losses.length) {
      await pause()
      const to = Math.min(count, from + this.#losses.length)
      const rows = { offsets: this.#offsets, from, to, each: this.#each }
      this.#kernels.run('drawOthers', { ...rows, random: this.#random, limit, into: this.#draws })
      this.#kernels.run('stepOdds', {
        ...rows,
        ...{ indices: this.#indices, own: this.#rows, squares: this.#squares, other: other.#rows, width: this.#width },
        ...{ one: this.#one, draws: this.#draws, learningRate, regularization, confidence, losses: this.#losses },
      })
      for (let row = 0; row < to - from; row++) loss += this.#losses[row]!
    }
    return loss / Math.max(1, this.#indices.length)
  }
}
