import { integer, real, type ConfigurationOf } from '../../contract/settings.ts'
import { GraphLayers } from '../../kernels/blocks/graph-layers.ts'
import type { Random } from '../../math/random.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { refuseManyFactors } from '../factor-memory.ts'
import { Adam, adamStep } from '../deep/adam.ts'
import { completeFactors, learnedFactorModel, readLearnedFactors } from '../learned-factors.ts'
import { ObservedPairs } from '../observed-pairs.ts'
import { defineRecommender } from '../recommender.ts'

const settings = {
  factors: integer({
    default: 64,
    minimum: 1,
    maximum: 1024,
    search: { from: 16, to: 128, scale: 'log' },
    help: 'Length of the vectors of users and items.',
  }),
  layers: integer({ default: 3, maximum: 8, help: 'Steps over the graph; 0 is plain matrix factorisation.' }),
  epochs: integer({ default: 100, minimum: 1, help: 'Times that every event is learned from.' }),
  batchSize: integer({ default: 2048, minimum: 1, help: 'Events of one step.' }),
  learningRate: real({ default: 0.005, search: { from: 0.0005, to: 0.05, scale: 'log' }, help: 'α of Adam.' }),
  regularization: real({
    default: 0.0001,
    search: { from: 0.00001, to: 0.01, scale: 'log' },
    help: 'λ: pulls the vectors of a batch towards zero.',
  }),
}

/**
 * LightGCN: vectors of users and items, smoothed over their graph by a linear propagation, that rank what a user had above what the user did not have.
 *
 *   E⁽ˡ⁺¹⁾ = D^−½ A D^−½ E⁽ˡ⁾   (eq. 7),   E = Σ_{l ≤ L} E⁽ˡ⁾ / (L + 1)   (eq. 8),   score(u, j) = e_uᵀ e_j
 *   min mean(−ln σ(score(u, i) − score(u, j))) + λ ‖E⁽⁰⁾ of the batch‖² / batch   (eq. 15),   by Adam on E⁽⁰⁾
 *
 * Propagation is linear and symmetric, so its gradient is the same propagation of the gradient. For each event one item that the user did not have is drawn
 * uniformly. Each batch propagates over the whole graph: time grows with events · batches. Somebody without a history gets popularity.
 *
 * X. He, K. Deng, X. Wang, Y. Li, Y. Zhang, M. Wang (2020). LightGCN: Simplifying and Powering Graph Convolution Network for Recommendation. SIGIR '20.
 * doi:10.1145/3397271.3401063
 */
export const lightGcn = defineRecommender({
  id: 'light-gcn',
  title: 'LightGCN',
  family: 'collaborative',
  summary: 'Learns vectors that are smoothed over the graph of users and items.',
  formula: 'E⁽ˡ⁺¹⁾ = D^−½ A D^−½ E⁽ˡ⁾, E = mean over layers; score = e_uᵀ e_j',
  reference:
    'X. He et al. (2020). LightGCN: Simplifying and Powering Graph Convolution Network for Recommendation. SIGIR. doi:10.1145/3397271.3401063',
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
  async train(interactions, config, { random, threads, signal, progress, loss, stopAfter }) {
    const { factors, layers, epochs, batchSize } = config
    const pairs = new ObservedPairs(interactions)
    refuseManyFactors(interactions, config.factors, 52, 'LightGCN')
    const graph = new GraphLayers(interactions.byUser, interactions.byItem, factors, layers, threads)
    const start = random('factors')
    graph.fill(() => 0.1 * start.normal())
    const adam = new Adam(graph.kernels, graph.parameters, graph.width)
    const draws = random('pairs')
    const order = Int32Array.from({ length: pairs.count }, (_, pair) => pair)
    const current = () => {
      const found = { factors, ...graph.read(), itemBias: new Float64Array(interactions.items) }
      return learnedFactorModel('light-gcn', 2, completeFactors(interactions, found))
    }
    const batches = Math.ceil(pairs.count / batchSize)
    for (let epoch = 1, step = 1; epoch <= epochs; epoch++) {
      draws.shuffle(order)
      let sum = 0
      for (let first = 0; first < order.length; first += batchSize, step++) {
        progress(step / (epochs * batches), `Epoch ${epoch} of ${epochs}`)
        await breathe(signal)
        const batch = order.subarray(first, first + batchSize)
        sum += differentiate(graph, pairs, batch, config, draws)
        adam.update(graph.gradient, adamStep(config.learningRate, step))
      }
      loss(epoch, sum / Math.max(1, pairs.count), null, null)
      if (await stopAfter?.(epoch, current)) break
    }
    return current()
  },
  load: (bytes) => learnedFactorModel('light-gcn', 2, readLearnedFactors(unpack('light-gcn', 2, bytes))),
})

/** Leaves the gradient of a batch's mean loss in the graph; the sum of −ln σ. */
function differentiate(
  graph: GraphLayers,
  pairs: ObservedPairs,
  batch: Int32Array,
  { factors, regularization }: ConfigurationOf<typeof settings>,
  random: Random,
): number {
  const smooth = graph.propagate()
  const into = graph.clearGradient()
  const touched: number[] = []
  let sum = 0
  for (const pair of batch) {
    const user = pairs.user[pair]!
    if (pairs.degree(user) === pairs.items) continue
    let other = random.below(pairs.items)
    while (pairs.has(user, other)) other = random.below(pairs.items)
    const [p, i, j] = [graph.userCell(user), graph.itemCell(pairs.item[pair]!), graph.itemCell(other)]
    let difference = 0
    for (let k = 0; k < factors; k++) difference += smooth[p + k]! * (smooth[i + k]! - smooth[j + k]!)
    sum += Math.log1p(Math.exp(-difference))
    const amount = -1 / (1 + Math.exp(difference)) / batch.length
    for (let k = 0; k < factors; k++) {
      into[p + k]! += amount * (smooth[i + k]! - smooth[j + k]!)
      into[i + k]! += amount * smooth[p + k]!
      into[j + k]! -= amount * smooth[p + k]!
    }
    touched.push(p, i, j)
  }
  const gradient = graph.propagateGradient()
  const shrink = (2 * regularization) / batch.length
  for (const cell of touched)
    for (let k = 0; k < factors; k++) gradient[cell + k]! += shrink * graph.parameters[cell + k]!
  return sum
}
