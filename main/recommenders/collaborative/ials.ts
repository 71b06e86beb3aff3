import { choice, integer, real } from '../../contract/settings.ts'
import { addRows, dot, solveInPlace } from '../../math/vectors.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { FactorProducts, scoreByFactors, type FactorScores } from '../factor-products.ts'
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
import { AlternatingLeastSquares, fillSystem, ridgeOf, weighedGram, type Weights } from './least-squares.ts'

/**
 * Implicit ALS: factors of users and items by weighted least squares over all cells of the matrix, alternating between the two sides.
 *
 *   min Σ_{(u,j) observed} c (1 − p_uᵀ q_j)² + Σ_{others} w₀ (p_uᵀ q_j)² + Σ_u λ_u ‖p_u‖² + Σ_j λ_j ‖q_j‖²
 *   p_u = (w₀ QᵀQ + (c − w₀) Σ_{j ∈ u} q_j q_jᵀ + λ_u I)⁻¹ c Σ_{j ∈ u} q_j   (eq. 4),   λ_u = λ (n_u + w₀ · items)^ν
 *
 * With w₀ = 1, c = 1 + α, ν = 0 this is Hu, Koren and Volinsky's objective on binary events; with c = 1 + w₀, small w₀ and ν = 1 Rendle's. An event counts
 * once, whatever its value. Factors are learned in single precision. Somebody without a history gets popularity. A pasted history is solved for exactly, and the parts of its score are eq. 7.
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
  async train(interactions, config, { random, signal, progress, loss, stopAfter, threads }) {
    const { factors, iterations } = config
    refuseManyFactors(interactions, factors, 16, 'Implicit ALS')
    const problem = new AlternatingLeastSquares(interactions, config, random('factors'), threads)
    const [popularity, histories] = [popularityOf(interactions), historiesOf(interactions)]
    const current = () => {
      const { userFactors, itemFactors } = problem
      return toModel({ weights: config, histories, popularity, userFactors, itemFactors })
    }
    for (let iteration = 1; iteration <= iterations; iteration++) {
      progress((iteration - 1) / iterations, `Iteration ${iteration} of ${iterations}`)
      loss(iteration, await problem.iterate(() => breathe(signal)), null, null)
      if (await stopAfter?.(iteration, current)) break
    }
    return current()
  },
  load(bytes) {
    const archive = unpack('ials', 2, bytes, 1)
    return toModel({
      weights: archive.facts['weights'] as Weights,
      histories: readHistories(archive),
      popularity: archive.columns['popularity'] as Float32Array,
      userFactors: archive.columns['userFactors'] as Factors,
      itemFactors: archive.columns['itemFactors'] as Factors,
    })
  },
})

/** Single precision; models of version 1 were saved in double precision. */
type Factors = Float32Array | Float64Array

interface State {
  readonly weights: Weights
  readonly histories: Histories
  readonly popularity: Float32Array
  readonly userFactors: Factors
  readonly itemFactors: Factors
}

function toModel(state: State): Model {
  const { weights, histories, popularity, userFactors, itemFactors } = state
  const { factors } = weights
  const { items } = histories
  let doubles: Float64Array | undefined
  let gram: Float64Array | undefined
  const inDoubles = () => (doubles ??= Float64Array.from(itemFactors))
  const systemOf = (history: Int32Array): Float64Array => {
    gram ??= weighedGram(inDoubles(), weights)
    const system = new Float64Array(factors * factors)
    const columns = popularity.length
    fillSystem(system, gram, inDoubles(), history, weights, ridgeOf(weights, history.length, columns))
    return system
  }
  const products = new FactorProducts(itemFactors, factors)
  const factorScores: FactorScores = {
    products,
    factorsOf(user, into, at) {
      into.set(userFactors.subarray(user * factors, (user + 1) * factors), at)
      return historyOf(histories, user).length > 0
    },
  }
  return {
    factorScores,
    score: (users, into) => scoreByFactors(factorScores, users, into, popularity),
    scoreHistory(given, _values, into) {
      const history = knownItems(given, items)
      if (history.length === 0) return into.set(popularity)
      const factor = new Float64Array(factors)
      addRows(inDoubles(), history, weights.confidence, factor, factors)
      solveInPlace(systemOf(history), factor, factors)
      products.multiply(factor, into)
    },
    similarItems: (item, k) => similarByFactors(inDoubles(), factors, item, k),
    explain(given, _values, item) {
      const history = knownItems(given, items)
      if (history.length === 0) return { parts: [], rest: popularity[item]!, exact: true }
      const wanted = inDoubles().slice(item * factors, (item + 1) * factors)
      solveInPlace(systemOf(history), wanted, factors)
      const parts = Array.from(history, (source): ScorePart => ({
        item: source,
        amount: weights.confidence * dot(wanted, 0, inDoubles(), source * factors, factors),
      }))
      return { parts: parts.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)), rest: 0, exact: true }
    },
    save: () =>
      pack('ials', 2, { items, weights }, { ...historyColumns(histories), popularity, userFactors, itemFactors }),
  }
}
