import { integer, real, type ConfigurationOf } from '../../contract/settings.ts'
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
  epochs: integer({ default: 20, minimum: 1, help: 'Times that as many events are drawn as there are.' }),
  learningRate: real({ default: 0.001, search: { from: 0.0001, to: 0.01, scale: 'log' }, help: 'γ: size of a step.' }),
  regularization: real({
    default: 0.01,
    search: { from: 0.0001, to: 0.1, scale: 'log' },
    help: 'λ: pulls factors and biases towards zero.',
  }),
  trials: integer({ default: 100, minimum: 1, help: 'Items drawn at most in search of one that is ranked too high.' }),
}

/**
 * WARP: factors and item biases that learn most from events which are ranked far down, the rank being estimated by drawing.
 *
 *   for an event (u, i): draw items j that u did not have until x_uj > x_ui − 1, say in N draws;   rank = ⌊(items − 1) / N⌋   (section 3)
 *   step by γ L(rank) on 1 − x_ui + x_uj,   L(r) = Σ_{s ≤ r} 1 / s,   x_ui = p_uᵀ q_i + b_i
 *
 * Factors are kept small by λ in place of the paper's bound on their length. An event for which no such item turns up is left. The loss reported is the mean
 * of L(rank) max(0, 1 − x_ui + x_uj). Somebody without a history gets popularity.
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
    refuseManyFactors(interactions, config.factors, 28, 'WARP')
    const start = random('factors')
    const draw = () => (start.uniform() - 0.5) / config.factors
    const rows = new FactorRows(interactions.users, interactions.items, config.factors, draw)
    const itemBias = new Float64Array(interactions.items)
    const draws = random('pairs')
    const current = () => {
      const factors = { factors: config.factors, ...rows.read(), itemBias: itemBias.slice() }
      return learnedFactorModel('warp', 2, completeFactors(interactions, factors))
    }
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      loss(epoch, await runEpoch(rows, itemBias, pairs, config, draws, () => breathe(signal)), null, null)
      if (await stopAfter?.(epoch, current)) break
    }
    return current()
  },
  load: (bytes) => learnedFactorModel('warp', 2, readLearnedFactors(unpack('warp', 2, bytes))),
})

/** Events between two pauses. */
const stride = 2 ** 14

async function runEpoch(
  rows: FactorRows,
  itemBias: Float64Array,
  pairs: ObservedPairs,
  { learningRate, regularization, trials }: ConfigurationOf<typeof settings>,
  random: Random,
  pause: () => Promise<void>,
): Promise<number> {
  const { items, count } = pairs
  const keep = 1 - learningRate * regularization
  const weights = harmonic(items)
  let sum = 0
  for (let draw = 0; draw < count; draw++) {
    if (draw % stride === 0) await pause()
    const entry = random.below(count)
    const user = pairs.user[entry]!
    const liked = pairs.item[entry]!
    if (pairs.degree(user) === items) continue
    const wanted = rows.product(user, liked) + itemBias[liked]! - 1
    for (let trial = 1; trial <= trials; trial++) {
      const other = random.below(items)
      if (pairs.has(user, other)) continue
      const excess = rows.product(user, other) + itemBias[other]! - wanted
      if (excess <= 0) continue
      const weight = weights[Math.floor((items - 1) / trial)]!
      const amount = learningRate * weight
      rows.separate(user, liked, other, amount, keep)
      itemBias[liked] = keep * itemBias[liked]! + amount
      itemBias[other] = keep * itemBias[other]! - amount
      sum += weight * excess
      break
    }
  }
  return sum / Math.max(1, count)
}

/** Σ_{s ≤ r} 1 / s for r = 0 … most. */
function harmonic(most: number): Float64Array {
  const sums = new Float64Array(most + 1)
  for (let r = 1; r <= most; r++) sums[r] = sums[r - 1]! + 1 / r
  return sums
}
