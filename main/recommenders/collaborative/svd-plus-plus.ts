import { integer, real } from '../../contract/settings.ts'
import { openKernels } from '../../kernels/kernels.ts'
import { addScaled } from '../../math/vectors.ts'
import { breathe } from '../breathe.ts'
import { historiesOf, historyOf, type Histories } from '../histories.ts'
import { valuesOf } from '../rated.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { foldByGradient, gradientSettings, type Steps } from './gradient-factors.ts'
import { drawFactors, factorModel, readFactors, startFactors, type FactorState } from './rating-factors.ts'
import { partsOf, placeRatings, placeRows, readRatings, readRows } from './rating-tables.ts'

/**
 * SVD++: biased matrix factorisation in which what a user rated, whatever the rating, speaks too.
 *
 *   r̂_uj = μ + b_u + b_j + q_jᵀ (p_u + |I_u|^{−1/2} Σ_{i ∈ I_u} y_i)   (eq. 15), clipped to the range of the training ratings
 *   step on each rating, e = r − r̂:  b ← b + γ (e − λ b),  p_u ← p_u + γ (e q_j − λ p_u),  q_j ← q_j + γ (e (p_u + s_u) − λ q_j),
 *   y_i ← y_i + γ (e |I_u|^{−1/2} q_j − λ y_i) for every i ∈ I_u, where s_u = |I_u|^{−1/2} Σ y_i
 *
 * As in the Surprise library: one γ and one λ, ratings user by user in the order of the log. All y_i of a user take the same step, y ← (1 − γλ) y + c, so that
 * their sum is kept up to date for each rating and the y_i themselves are moved once, when the user is done: the same numbers, at the cost of SVD. Somebody
 * new takes the same steps while the items stay.
 *
 * Y. Koren (2008). Factorization meets the neighborhood: a multifaceted collaborative filtering model. KDD '08. doi:10.1145/1401890.1401944
 */
export const svdPlusPlus = defineRecommender({
  id: 'svd-plus-plus',
  title: 'SVD++',
  family: 'collaborative',
  summary: 'Predicts ratings as SVD does, with what a user rated as a signal of its own.',
  formula: 'r̂ = μ + b_u + b_j + q_jᵀ (p_u + |I_u|^{−1/2} Σ_{i ∈ I_u} y_i)',
  reference:
    'Y. Koren (2008). Factorization meets the neighborhood: a multifaceted collaborative filtering model. KDD. doi:10.1145/1401890.1401944',
  settings: {
    ...gradientSettings,
    factors: integer({ default: 20, minimum: 1, maximum: 10_000, help: 'Length of the vectors of users and items.' }),
    learningRate: real({ default: 0.007, help: 'γ: size of a step.' }),
  },
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: true,
    explains: null,
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, context) {
    const value = valuesOf('svd-plus-plus', interactions)
    const random = context.random('factors')
    const draw = () => config.initialDeviation * random.normal()
    const state = startFactors(interactions, value, config.factors, true, draw)
    const implicit = drawFactors(state.itemKnown, config.factors, draw)
    const histories = historiesOf(interactions)
    const { memory, run } = openKernels({ threads: 1 })
    const ratings = placeRatings(memory, interactions, value, state)
    const { learningRate, regularization } = config
    const input = {
      ...{ ratings, mean: state.mean, learningRate, regularization },
      offsets: memory.putIntegers(histories.offsets),
      indices: memory.putIntegers(histories.indices),
      implicit: placeRows(memory, implicit, config.factors),
      scratch: memory.doubles(2 * ratings.width),
      squares: memory.doubles(1),
    }
    const ends = partsOf(ratings, ratingsPerPause)
    const current = (epochs: number) => {
      const learned = readRows(input.implicit, config.factors)
      return toModel(sumUp(readRatings(ratings, state), learned, histories), learned, { ...config, epochs })
    }
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      context.progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      input.squares[0] = 0
      for (const [part, to] of ends.entries()) {
        await breathe(context.signal)
        run('learnImplicitRatings', { ...input, from: part === 0 ? 0 : ends[part - 1]!, to })
      }
      context.loss(epoch, input.squares[0] / interactions.rows, null, null)
      if (await context.stopAfter?.(epoch, () => current(epoch))) return current(epoch)
    }
    return current(config.epochs)
  },
  load(bytes) {
    const { state, facts, columns } = readFactors('svd-plus-plus', 1, bytes)
    return toModel(state, columns['implicit'] as Float64Array, facts['steps'] as Steps)
  },
})

/** Ratings between two pauses: some 20 ms at 100 factors. */
const ratingsPerPause = 2 ** 17

/** |I|^{−1/2} Σ y_i over some items; zero for none. */
function sumOf(implicit: Float64Array, items: Int32Array, factors: number): Float64Array {
  const sum = new Float64Array(factors)
  for (const item of items) addScaled(1, implicit, item * factors, sum, 0, factors)
  return items.length === 0 ? sum : sum.map((value) => value / Math.sqrt(items.length))
}

/** The state with what a user rated added to the factors of the user. */
function sumUp(state: FactorState, implicit: Float64Array, histories: Histories): FactorState {
  const { factors } = state
  const userFactors = state.userFactors.slice()
  for (let user = 0; user < state.userBias.length; user++)
    addScaled(1, sumOf(implicit, historyOf(histories, user), factors), 0, userFactors, user * factors, factors)
  return { ...state, userFactors }
}

function toModel(state: FactorState, implicit: Float64Array, { epochs, learningRate, regularization }: Steps): Model {
  const steps = { epochs, learningRate, regularization }
  return factorModel(
    state,
    { id: 'svd-plus-plus', version: 1, facts: { steps }, columns: { implicit } },
    foldByGradient(state, steps, { offsetOf: (items) => sumOf(implicit, items, state.factors) }),
  )
}
