import { integer, real } from '../../contract/settings.ts'
import { GraphLayers } from '../../kernels/blocks/graph-layers.ts'
import type { Random } from '../../math/random.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { refuseManyFactors } from '../factor-memory.ts'
import { Adam, adamStep } from '../deep/adam.ts'
import { completeFactors, learnedFactorModel, readLearnedFactors } from '../learned-factors.ts'
import { ObservedPairs } from '../observed-pairs.ts'
import { defineRecommender } from '../recommender.ts'
import { learnedFactorAbilities } from '../train-factors.ts'

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
  abilities: learnedFactorAbilities,
  async train(interactions, config, { random, threads, signal, progress, loss, stopAfter }) {
    const { factors, layers, epochs, batchSize } = config
    const pairs = new ObservedPairs(interactions)
    refuseManyFactors(interactions, config.factors, 52, 'LightGCN')
    const graph = new GraphLayers(interactions.byUser, interactions.byItem, factors, layers, threads)
    const start = random('factors')
    graph.fill(() => 0.1 * start.normal())
    const adam = new Adam(graph.kernels, graph.parameters, graph.width)
    const triples = new Triples(graph, pairs, Math.min(batchSize, pairs.count))
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
        triples.draw(batch, draws)
        sum += triples.differentiate(config.regularization)
        adam.update(graph.gradient, adamStep(config.learningRate, step))
      }
      loss(epoch, sum / Math.max(1, pairs.count), null, null)
      if (await stopAfter?.(epoch, current)) break
    }
    return current()
  },
  load: (bytes) => learnedFactorModel('light-gcn', 2, readLearnedFactors(unpack('light-gcn', 2, bytes))),
})

/** Triples of a batch in the memory of the graph's kernels, and the gradient of their mean loss. */
class Triples {
  readonly #graph: GraphLayers
  readonly #pairs: ObservedPairs
  readonly #users: Int32Array
  readonly #liked: Int32Array
  readonly #others: Int32Array
  /** Of each row, how often the batch has it. */
  readonly #counts: Float32Array
  #size = 0

  constructor(graph: GraphLayers, pairs: ObservedPairs, most: number) {
    const { memory } = graph.kernels
    this.#graph = graph
    this.#pairs = pairs
    this.#users = memory.integers(most)
    this.#liked = memory.integers(most)
    this.#others = memory.integers(most)
    this.#counts = memory.floats(pairs.users + pairs.items)
  }

  /** Joins an item that the user did not have to each pair; a user who had every item is left out. */
  draw(batch: Int32Array, random: Random): void {
    const pairs = this.#pairs
    this.#size = 0
    for (const pair of batch) {
      const user = pairs.user[pair]!
      if (pairs.degree(user) === pairs.items) continue
      let other = random.below(pairs.items)
      while (pairs.has(user, other)) other = random.below(pairs.items)
      this.#users[this.#size] = user
      this.#liked[this.#size] = pairs.users + pairs.item[pair]!
      this.#others[this.#size++] = pairs.users + other
    }
  }

  /** Leaves the gradient of the batch's mean loss in the graph; the sum of −ln σ. */
  differentiate(regularization: number): number {
    const graph = this.#graph
    const { run } = graph.kernels
    const [users, liked, others] = [this.#users, this.#liked, this.#others].map((rows) => rows.subarray(0, this.#size))
    const triples = { users: users!, liked: liked!, others: others! }
    const { width, parameters } = graph
    const sum = run('differentiateTriples', {
      ...{ rows: graph.propagate(), width, ...triples },
      gradient: graph.clearGradient(),
    })
    const into = graph.propagateGradient()
    run('addRows', { rows: parameters, width, amounts: this.#penalties(triples, regularization), into })
    return sum
  }

  /** Of each row, the share of the penalty's gradient: 2 λ / batch for each time that the batch has it. */
  #penalties(triples: Readonly<Record<string, Int32Array>>, regularization: number): Float32Array {
    const share = (2 * regularization) / Math.max(1, this.#size)
    this.#counts.fill(0)
    for (const rows of Object.values(triples)) for (const row of rows) this.#counts[row]! += share
    return this.#counts
  }
}
