import { choice, integer, real } from '../../contract/settings.ts'
import { RowProducts } from '../../kernels/blocks/row-products.ts'
import { addRows, dot, solveInPlace } from '../../math/vectors.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { refuseManyFactors } from '../factor-memory.ts'
import {
  historiesOf,
  historyColumns,
  historyOf,
  knownItems,
  popularityOf,
  readHistories,
  type Histories,
} from '../histories.ts'
import { defineRecommender, type Model, type ScorePart } from '../recommender.ts'
import { similarByFactors } from '../similar-factors.ts'
import { fillSystem, objective, ridgeOf, solveRows, weighedGram, type Weights } from './least-squares.ts'

/**
 * Implicit ALS: factors of users and items by weighted least squares over all cells of the matrix, alternating between the two sides.
 *
 *   min Σ_{(u,j) observed} c (1 − p_uᵀ q_j)² + Σ_{others} w₀ (p_uᵀ q_j)² + Σ_u λ_u ‖p_u‖² + Σ_j λ_j ‖q_j‖²
 *   p_u = (w₀ QᵀQ + (c − w₀) Σ_{j ∈ u} q_j q_jᵀ + λ_u I)⁻¹ c Σ_{j ∈ u} q_j   (eq. 4),   λ_u = λ (n_u + w₀ · items)^ν
 *
 * With w₀ = 1, c = 1 + α, ν = 0 this is Hu, Koren and Volinsky's objective on binary events; with c = 1 + w₀, small w₀ and ν = 1 Rendle's. An event counts
 * once, whatever its value. Somebody without a history gets popularity. A pasted history is solved for exactly, and the parts of its score are eq. 7.
 *
 * Y. Hu, Y. Koren, C. Volinsky (2008). Collaborative Filtering for Implicit Feedback Datasets. ICDM '08. doi:10.1109/ICDM.2008.22
 * S. Rendle, W. Krichene, L. Zhang, Y. Koren (2022). Revisiting the Performance of iALS on Item Recommendation Benchmarks. RecSys '22.
 * doi:10.1145/3523227.3548486
 */
export const ials = defineRecommender({
  id: 'ials',
  title: 'Implicit ALS',
  family: 'collaborative',
  summary: 'Learns factors of users and items by least squares over observed and unobserved pairs.',
  formula: 'min Σ c (1 − pᵀq)² + Σ w₀ (pᵀq)² + λ-terms; score = p_uᵀ q_j',
  reference:
    'Y. Hu, Y. Koren, C. Volinsky (2008). Collaborative Filtering for Implicit Feedback Datasets. ICDM. doi:10.1109/ICDM.2008.22',
  settings: {
    factors: integer({
      default: 64,
      minimum: 1,
      maximum: 4096,
      search: { from: 16, to: 256, scale: 'log' },
      help: 'Length of the vectors of users and items.',
    }),
    iterations: integer({ default: 15, minimum: 1, help: 'Times that both sides are solved.' }),
    regularization: real({
      default: 20,
      search: { from: 0.1, to: 1000, scale: 'log' },
      help: 'λ: pulls factors towards zero.',
    }),
    confidence: real({
      default: 5,
      search: { from: 1, to: 100, scale: 'log' },
      help: 'c: weight of an observed pair.',
    }),
    unobservedWeight: real({ default: 1, help: 'w₀: weight of a pair that was not observed.' }),
    frequencyScaling: real({ default: 0, maximum: 1, help: 'ν: how far λ grows with the events of a user or item.' }),
    solver: choice(['conjugate-gradient', 'cholesky'], 'conjugate-gradient', 'Approximate and fast, or exact.'),
    steps: integer({ default: 3, minimum: 1, maximum: 1000, help: 'Steps of the conjugate gradient per solution.' }),
  },
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
    const { factors, iterations } = config
    const { byUser, byItem } = interactions
    refuseManyFactors(interactions, factors, 24, 'Implicit ALS')
    const draws = random('factors')
    const start = (rows: number) =>
      Float64Array.from({ length: rows * factors }, () => (0.1 / Math.sqrt(factors)) * draws.normal())
    const userFactors = start(interactions.users)
    const itemFactors = start(interactions.items)
    const pause = () => breathe(signal)
    const [popularity, histories] = [popularityOf(interactions), historiesOf(interactions)]
    const current = () => toModel({ weights: config, histories, popularity, userFactors, itemFactors })
    for (let iteration = 1; iteration <= iterations; iteration++) {
      progress((iteration - 1) / iterations, `Iteration ${iteration} of ${iterations}`)
      await solveRows(byItem, userFactors, itemFactors, config, pause)
      await solveRows(byUser, itemFactors, userFactors, config, pause)
      loss(iteration, objective(byUser, byItem, userFactors, itemFactors, config), null, null)
      if (await stopAfter?.(iteration, current)) break
    }
    return current()
  },
  load(bytes) {
    const archive = unpack('ials', 1, bytes)
    return toModel({
      weights: archive.facts['weights'] as Weights,
      histories: readHistories(archive),
      popularity: archive.columns['popularity'] as Float32Array,
      userFactors: archive.columns['userFactors'] as Float64Array,
      itemFactors: archive.columns['itemFactors'] as Float64Array,
    })
  },
})

interface State {
  readonly weights: Weights
  readonly histories: Histories
  readonly popularity: Float32Array
  readonly userFactors: Float64Array
  readonly itemFactors: Float64Array
}

function toModel(state: State): Model {
  const { weights, histories, popularity, userFactors, itemFactors } = state
  const { factors } = weights
  const { items } = histories
  let gram: Float64Array | undefined
  const systemOf = (history: Int32Array): Float64Array => {
    gram ??= weighedGram(itemFactors, weights)
    const system = new Float64Array(factors * factors)
    const columns = popularity.length
    fillSystem(system, gram, itemFactors, history, weights, ridgeOf(weights, history.length, columns))
    return system
  }
  const products = new RowProducts(itemFactors, factors)
  return {
    score(users, into) {
      const left = new Float64Array(users.length * factors)
      users.forEach((user, row) => left.set(userFactors.subarray(user * factors, (user + 1) * factors), row * factors))
      products.multiply(left, into)
      users.forEach((user, row) => {
        if (historyOf(histories, user).length === 0) into.set(popularity, row * items)
      })
    },
    scoreHistory(given, _values, into) {
      const history = knownItems(given, items)
      if (history.length === 0) return into.set(popularity)
      const factor = new Float64Array(factors)
      addRows(itemFactors, history, weights.confidence, factor, factors)
      solveInPlace(systemOf(history), factor, factors)
      products.multiply(factor, into)
    },
    similarItems: (item, k) => similarByFactors(itemFactors, factors, item, k),
    explain(given, _values, item) {
      const history = knownItems(given, items)
      if (history.length === 0) return { parts: [], rest: popularity[item]!, exact: true }
      const wanted = itemFactors.slice(item * factors, (item + 1) * factors)
      solveInPlace(systemOf(history), wanted, factors)
      const parts = Array.from(history, (source): ScorePart => ({
        item: source,
        amount: weights.confidence * dot(wanted, 0, itemFactors, source * factors, factors),
      }))
      return { parts: parts.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)), rest: 0, exact: true }
    },
    save: () =>
      pack('ials', 1, { items, weights }, { ...historyColumns(histories), popularity, userFactors, itemFactors }),
  }
}
