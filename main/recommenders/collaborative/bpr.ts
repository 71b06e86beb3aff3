import { choice, integer, real, toggle, type ConfigurationOf } from '../../contract/settings.ts'
import { FactorRows } from '../../kernels/factors/factor-rows.ts'
import type { Random } from '../../math/random.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { refuseManyFactors } from '../factor-memory.ts'
import { completeFactors, learnedFactorModel, readLearnedFactors } from '../learned-factors.ts'
import { ObservedPairs } from '../observed-pairs.ts'
import { defineRecommender } from '../recommender.ts'

const settings = {
  factors: integer({
    default: 64,
    minimum: 1,
    maximum: 4096,
    search: { from: 16, to: 256, scale: 'log' },
    help: 'Length of the vectors of users and items.',
  }),
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
 * An event is drawn at random, then the other item: from a random event (`popularity`, as in the implicit library) or from all items. The loss reported is the mean of −ln σ. Somebody without a history gets popularity.
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
    const pairs = new ObservedPairs(interactions)
    refuseManyFactors(interactions, config.factors, 28, 'BPR')
    const start = random('factors')
    const draw = () => (start.uniform() - 0.5) / config.factors
    const rows = new FactorRows(interactions.users, interactions.items, config.factors, draw)
    const itemBias = new Float64Array(interactions.items)
    if (config.itemBias) for (let item = 0; item < itemBias.length; item++) itemBias[item] = draw()
    const draws = random('pairs')
    const current = () => {
      const factors = { factors: config.factors, ...rows.read(), itemBias: itemBias.slice() }
      return learnedFactorModel('bpr', 2, completeFactors(interactions, factors))
    }
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      loss(epoch, await runEpoch(rows, itemBias, pairs, config, draws, () => breathe(signal)), null, null)
      if (await stopAfter?.(epoch, current)) break
    }
    return current()
  },
  load: (bytes) => learnedFactorModel('bpr', 2, readLearnedFactors(unpack('bpr', 2, bytes))),
})

/** Draws between two pauses. */
const stride = 2 ** 17

async function runEpoch(
  rows: FactorRows,
  itemBias: Float64Array,
  pairs: ObservedPairs,
  config: ConfigurationOf<typeof settings>,
  random: Random,
  pause: () => Promise<void>,
): Promise<number> {
  const { learningRate, regularization, negatives, verifyNegatives } = config
  const keep = 1 - learningRate * regularization
  let sum = 0
  let count = 0
  for (let draw = 0; draw < pairs.count; draw++) {
    if (draw % stride === 0) await pause()
    const entry = random.below(pairs.count)
    const user = pairs.user[entry]!
    const liked = pairs.item[entry]!
    const other = negatives === 'uniform' ? random.below(pairs.items) : pairs.item[random.below(pairs.count)]!
    if (verifyNegatives ? pairs.has(user, other) : other === liked) continue
    const difference = rows.difference(user, liked, other) + itemBias[liked]! - itemBias[other]!
    const amount = learningRate / (1 + Math.exp(difference))
    sum += Math.log1p(Math.exp(-difference))
    count++
    rows.separate(user, liked, other, amount, keep)
    if (!config.itemBias) continue
    itemBias[liked] = keep * itemBias[liked]! + amount
    itemBias[other] = keep * itemBias[other]! - amount
  }
  return sum / Math.max(1, count)
}
