import { integer, real, type ConfigurationOf } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { openKernels, type Kernels } from '../../kernels/kernels.ts'
import type { LearnRanks } from '../../kernels/reference/learn-ranks.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { refuseManyFactors } from '../factor-memory.ts'
import { placeFactors, placePairs, readFactors } from '../factor-tables.ts'
import { learnedFactorModel, readLearnedFactors } from '../learned-factors.ts'
import { defineRecommender, type TrainContext } from '../recommender.ts'
import { factorsSetting, learnedFactorAbilities, trainFactors, type FactorLearner } from '../train-factors.ts'

const settings = {
  factors: factorsSetting(64),
  epochs: integer({ default: 30, minimum: 1, help: 'Times that as many events are drawn as there are.' }),
  learningRate: real({ default: 0.05, search: { from: 0.005, to: 0.2, scale: 'log' }, help: 'γ: size of a step.' }),
  longest: real({
    default: 1.5,
    minimum: 0.001,
    search: { from: 0.5, to: 5, scale: 'log' },
    help: 'C: length that no vector of factors exceeds.',
  }),
  trials: integer({
    default: 10,
    minimum: 1,
    maximum: 10_000,
    help: 'Items drawn at most in search of one that is ranked too high.',
  }),
}

/**
 * WARP: factors and item biases that learn most from events which are ranked far down, the rank being estimated by drawing.
 *
 *   for an event (u, i): draw items j until x_uj > x_ui − 1 and u did not have j, say in N draws;   rank = max(1, ⌊(items − 1) / N⌋)   (section 3)
 *   step down L(rank) (1 − x_ui + x_uj),   L(r) = Σ_{s ≤ r} 1 / s,   x_ui = p_uᵀ q_i + b_i,   ‖p_u‖ ≤ C, ‖q_i‖ ≤ C
 *
 * The bound C on the length of factors is what keeps them from learning the log by heart: with it, results hardly depend on the number of epochs. An event for
 * which no such item turns up is left. Steps are AdaGrad's, with sums of squared gradients that begin at 1, as in the LightFM library, so that rare items learn
 * as fast as common ones. The loss reported is the mean of L(rank) max(0, 1 − x_ui + x_uj). Somebody without a history gets popularity. Factors are in single
 * precision.
 *
 * J. Weston, S. Bengio, N. Usunier (2011). WSABIE: Scaling Up To Large Vocabulary Image Annotation. IJCAI '11. doi:10.5591/978-1-57735-516-8/IJCAI11-460
 */
export const warp = defineRecommender({
  id: 'warp',
  title: 'WARP',
  family: 'collaborative',
  summary: 'Learns factors that lift to the top what users had, most where it stands far down.',
  formula: 'min Σ L(rank of i) · (1 − x_ui + x_uj)₊, L(r) = Σ 1/s, x_ui = p_uᵀ q_i + b_i',
  reference:
    'J. Weston, S. Bengio, N. Usunier (2011). WSABIE: Scaling Up To Large Vocabulary Image Annotation. IJCAI. doi:10.5591/978-1-57735-516-8/IJCAI11-460',
  settings,
  abilities: learnedFactorAbilities,
  train(interactions, config, context) {
    refuseManyFactors(interactions, config.factors, 36, 'WARP')
    const learner = new RankLearner(interactions, config, context)
    return trainFactors('warp', interactions, learner, { unit: 'Epoch', passes: config.epochs }, context)
  },
  load: (bytes) => learnedFactorModel('warp', 2, readLearnedFactors(unpack('warp', 2, bytes))),
})

/** Events of one call of the kernel, and with it between two pauses. */
const stride = 2 ** 13

class RankLearner implements FactorLearner {
  readonly #kernels: Kernels
  readonly #signal: AbortSignal
  readonly #factors: number
  readonly #input: Omit<LearnRanks, 'draws'>

  constructor(
    interactions: Interactions,
    { factors, learningRate, longest, trials }: ConfigurationOf<typeof settings>,
    { random, threads, signal }: TrainContext,
  ) {
    const kernels = (this.#kernels = openKernels({ threads }))
    const { memory } = kernels
    const start = random('factors')
    const tables = placeFactors(memory, interactions, factors, () => (start.uniform() - 0.5) / factors)
    this.#signal = signal
    this.#factors = factors
    this.#input = {
      random: memory.putIntegers(random('pairs').words()),
      pairs: placePairs(memory, interactions),
      weights: memory.putDoubles(weightsOf(interactions.items, trials)),
      factors: tables,
      userSquares: memory.floats(tables.users.length).fill(1),
      itemSquares: memory.floats(tables.items.length).fill(1),
      itemBias: memory.doubles(interactions.items),
      biasSquares: memory.doubles(interactions.items).fill(1),
      learningRate,
      longest,
      loss: memory.doubles(1),
    }
  }

  async learn(): Promise<number> {
    const { loss, pairs } = this.#input
    const count = pairs.users.length
    loss[0] = 0
    for (let from = 0; from < count; from += stride) {
      await breathe(this.#signal)
      this.#kernels.run('learnRanks', { ...this.#input, draws: Math.min(stride, count - from) })
    }
    return loss[0] / Math.max(1, count)
  }

  read() {
    return { ...readFactors(this.#input.factors, this.#factors), itemBias: this.#input.itemBias.slice() }
  }
}

/** L(rank) of an item that was found in so many trials, from 1. */
function weightsOf(items: number, trials: number): Float64Array {
  const harmonic = new Float64Array(Math.max(1, items - 1) + 1)
  for (let r = 1; r < harmonic.length; r++) harmonic[r] = harmonic[r - 1]! + 1 / r
  return Float64Array.from({ length: trials }, (_, n) => harmonic[Math.max(1, Math.floor((items - 1) / (n + 1)))]!)
}
