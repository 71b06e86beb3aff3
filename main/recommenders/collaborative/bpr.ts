import { choice, integer, real, toggle, type ConfigurationOf } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { openKernels, type Kernels } from '../../kernels/kernels.ts'
import type { DrawComparisons } from '../../kernels/reference/draw-comparisons.ts'
import type { LearnComparisons } from '../../kernels/reference/learn-comparisons.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { refuseManyFactors } from '../factor-memory.ts'
import { placeFactors, placePairs, readFactors } from '../factor-tables.ts'
import { learnedFactorModel, readLearnedFactors } from '../learned-factors.ts'
import { defineRecommender, type TrainContext } from '../recommender.ts'
import { factorsSetting, learnedFactorAbilities, trainFactors, type FactorLearner } from '../train-factors.ts'

const settings = {
  factors: factorsSetting(64),
  epochs: integer({ default: 100, minimum: 1, help: 'Times that as many pairs are drawn as there are events.' }),
  learningRate: real({ default: 0.01, search: { from: 0.001, to: 0.2, scale: 'log' }, help: 'γ: size of a step.' }),
  regularization: real({
    default: 0.01,
    search: { from: 0.0001, to: 0.1, scale: 'log' },
    help: 'λ: pulls factors and biases towards zero.',
  }),
  negatives: choice(['popularity', 'uniform'], 'popularity', 'How the items that a user did not have are drawn.'),
  verifyNegatives: toggle(true, 'Skip a drawn item that the user had.'),
  itemBias: toggle(true, 'Learn a bias of each item beside the factors.'),
}

/**
 * BPR: factors and item biases that rank what a user had above what the user did not have.
 *
 *   max Σ ln σ(x_ui − x_uj) − λ ‖Θ‖²,   x_ui = p_uᵀ q_i + b_i,   i had by u, j not   (BPR-Opt, section 4.1)
 *   step on a drawn (u, i, j), z = σ(x_uj − x_ui):  p_u ← p_u + γ (z (q_i − q_j) − λ p_u),  q_i ← q_i + γ (z p_u − λ q_i),  q_j ← q_j + γ (−z p_u − λ q_j)
 *
 * An event is drawn at random, then the other item: from a random event (`popularity`, as in the implicit library) or from all items. The loss reported is the
 * mean of −ln σ. Somebody without a history gets popularity. Factors are in single precision. The steps follow one another, whatever the number of threads; a
 * second thread draws for them.
 *
 * S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme (2009). BPR: Bayesian Personalized Ranking from Implicit Feedback. UAI '09. arXiv:1205.2618
 */
export const bpr = defineRecommender({
  id: 'bpr',
  title: 'BPR',
  family: 'collaborative',
  summary: 'Learns factors that rank what a user had above what the user did not have.',
  formula: 'max Σ ln σ(x_ui − x_uj) − λ‖Θ‖², x_ui = p_uᵀ q_i + b_i',
  reference:
    'S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme (2009). BPR: Bayesian Personalized Ranking from Implicit Feedback. UAI. arXiv:1205.2618',
  settings,
  abilities: learnedFactorAbilities,
  train(interactions, config, context) {
    refuseManyFactors(interactions, config.factors, 28, 'BPR')
    const learner = new Comparer(interactions, config, context)
    return trainFactors('bpr', interactions, learner, { unit: 'Epoch', passes: config.epochs }, context)
  },
  load: (bytes) => learnedFactorModel('bpr', 2, readLearnedFactors(unpack('bpr', 2, bytes))),
})

/** Draws of one call of a kernel, and calls between two pauses. */
const stride = 2 ** 13
const callsPerPause = 16

/** Learns from comparisons while the next are drawn, which takes nothing from what is learned. */
class Comparer implements FactorLearner {
  readonly #kernels: Kernels
  readonly #signal: AbortSignal
  readonly #factors: number
  readonly #pairs: number
  readonly #learning: Omit<LearnComparisons, 'comparisons' | 'kept'>
  readonly #drawing: Omit<DrawComparisons, 'into' | 'kept' | 'draws'>
  readonly #itemBias: Float64Array
  /** Comparisons to learn from, and those that are drawn meanwhile. */
  #drawn: Pick<DrawComparisons, 'into' | 'kept'>
  #next: Pick<DrawComparisons, 'into' | 'kept'>

  constructor(
    interactions: Interactions,
    config: ConfigurationOf<typeof settings>,
    { random, threads, signal }: TrainContext,
  ) {
    const kernels = (this.#kernels = openKernels({ threads }))
    const { memory } = kernels
    const { factors, learningRate, regularization, negatives, verifyNegatives } = config
    const start = random('factors')
    const draw = () => (start.uniform() - 0.5) / factors
    const tables = placeFactors(memory, interactions, factors, draw)
    this.#itemBias = memory.doubles(interactions.items)
    if (config.itemBias) for (let item = 0; item < interactions.items; item++) this.#itemBias[item] = draw()
    const pairs = placePairs(memory, interactions)
    kernels.run('markPairs', pairs)
    this.#signal = signal
    this.#factors = factors
    this.#pairs = pairs.users.length
    this.#learning = {
      factors: tables,
      itemBias: config.itemBias ? this.#itemBias : memory.doubles(0),
      learningRate,
      keep: 1 - learningRate * regularization,
      loss: memory.doubles(1),
    }
    this.#drawing = {
      random: memory.putIntegers(random('pairs').words()),
      pairs,
      uniformItems: negatives === 'uniform' ? interactions.items : 0,
      verify: verifyNegatives,
    }
    const room = () => ({ into: memory.integers(3 * Math.min(stride, this.#pairs)), kept: memory.integers(1) })
    this.#drawn = room()
    this.#next = room()
    if (this.#pairs > 0) kernels.run('drawComparisons', { ...this.#drawing, ...this.#drawn, draws: this.#drawsFrom(0) })
  }

  async learn(): Promise<number> {
    const { loss } = this.#learning
    loss[0] = 0
    let count = 0
    for (let from = 0, call = 0; from < this.#pairs; from += stride, call++) {
      if (call % callsPerPause === 0) await breathe(this.#signal)
      const { into: comparisons, kept } = this.#drawn
      const draws = this.#drawsFrom(from + stride < this.#pairs ? from + stride : 0)
      this.#kernels.run('learnAndDraw', {
        learn: { ...this.#learning, comparisons, kept },
        draw: { ...this.#drawing, ...this.#next, draws },
      })
      count += kept[0]!
      ;[this.#drawn, this.#next] = [this.#next, this.#drawn]
    }
    return loss[0] / Math.max(1, count)
  }

  read() {
    return { ...readFactors(this.#learning.factors, this.#factors), itemBias: this.#itemBias.slice() }
  }

  /** Draws of the call that begins at a draw of an epoch. */
  #drawsFrom(draw: number): number {
    return Math.min(stride, this.#pairs - draw)
  }
}
