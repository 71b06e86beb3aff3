import { RecbenchError } from '../../contract/errors.ts'
import { integer, real } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { addScaled, dot } from '../../math/vectors.ts'
import { breathe } from '../breathe.ts'
import { valuesOf } from '../rated.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { factorModel, readFactors, startFactors, type FactorState, type FoldIn } from './rating-factors.ts'

/**
 * NMF: matrix factorisation with factors that are never negative, so that parts only add up.
 *
 *   r̂_uj = q_jᵀ p_u, clipped to the range of the training ratings
 *   p_uf ← p_uf · Σ_{j ∈ I_u} q_jf r_uj / (Σ_{j ∈ I_u} q_jf r̂_uj + λ_u |I_u| p_uf), and q_jf likewise over the users of j, both from the same r̂
 *
 * The step of a gradient whose size keeps factors positive, over the observed ratings only, as in the Surprise library without biases. Factors start uniform
 * between 0 and the maximum of the setting; results depend on them. An unknown user or item gets the mean of all ratings. Somebody new takes the same steps
 * while the items stay. Ratings must not be negative.
 *
 * X. Luo, M. Zhou, Y. Xia, Q. Zhu (2014). An Efficient Non-Negative Matrix-Factorization-Based Approach to Collaborative Filtering for Recommender Systems.
 * IEEE TII 10(2). doi:10.1109/TII.2014.2308433
 */
export const nmf = defineRecommender({
  id: 'nmf',
  title: 'NMF',
  family: 'collaborative',
  summary: 'Predicts ratings from factors that are never negative.',
  formula: 'r̂ = q_jᵀ p_u, p ≥ 0, q ≥ 0',
  reference:
    'X. Luo, M. Zhou, Y. Xia, Q. Zhu (2014). An Efficient Non-Negative Matrix-Factorization-Based Approach to Collaborative Filtering for Recommender Systems. IEEE TII 10(2). doi:10.1109/TII.2014.2308433',
  settings: {
    factors: integer({ default: 15, minimum: 1, maximum: 10_000, help: 'Length of the vectors of users and items.' }),
    epochs: integer({ default: 50, minimum: 1, help: 'Passes over the ratings.' }),
    userRegularization: real({ default: 0.06, help: 'λ_u: pulls factors of users towards zero.' }),
    itemRegularization: real({ default: 0.06, help: 'λ_i: pulls factors of items towards zero.' }),
    initialMaximum: real({ default: 1, help: 'Factors start uniform between 0 and this.' }),
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
    const value = valuesOf('nmf', interactions)
    const random = context.random('factors')
    const draw = () => config.initialMaximum * random.uniform()
    const state = startFactors(interactions, value, config.factors, false, draw)
    const least = value.reduce((low, rating) => Math.min(low, rating), Infinity)
    if (least < 0)
      throw new RecbenchError('unsupported', `The model nmf takes no negative values, and this log has ${least}.`, {
        remedy: 'Shift the values, or choose svd.',
      })
    const sums = startSums(interactions, config)
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      await breathe(context.signal)
      context.progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      context.loss(epoch, addRatings(state, interactions, value, sums), null, null)
      step(state.userFactors, sums.user, config.factors, config.userRegularization)
      step(state.itemFactors, sums.item, config.factors, config.itemRegularization)
      if (await context.stopAfter?.(epoch, () => toModel(state, { ...config, epochs: epoch }))) break
    }
    return toModel(state, config)
  },
  load(bytes) {
    const { state, facts } = readFactors('nmf', 1, bytes)
    return toModel(state, facts['steps'] as Steps)
  },
})

interface Steps {
  readonly epochs: number
  readonly userRegularization: number
}

/** Numerators and denominators of one side, and its numbers of ratings. */
interface SideSums {
  readonly above: Float64Array
  readonly below: Float64Array
  readonly counts: Int32Array
}

function startSums({ users, items, user, item }: Interactions, { factors }: { factors: number }) {
  const side = (count: number, own: Int32Array): SideSums => {
    const counts = new Int32Array(count)
    for (const number of own) counts[number]!++
    return { above: new Float64Array(count * factors), below: new Float64Array(count * factors), counts }
  }
  return { user: side(users, user), item: side(items, item) }
}

/** Sums over all ratings; returns their mean squared error. */
function addRatings(
  { factors, userFactors, itemFactors }: FactorState,
  log: Interactions,
  value: Float32Array,
  sums: { user: SideSums; item: SideSums },
): number {
  for (const { above, below } of [sums.user, sums.item]) {
    above.fill(0)
    below.fill(0)
  }
  let squares = 0
  for (let row = 0; row < log.rows; row++) {
    const p = log.user[row]! * factors
    const q = log.item[row]! * factors
    const rating = value[row]!
    const predicted = dot(userFactors, p, itemFactors, q, factors)
    squares += (rating - predicted) ** 2
    addScaled(rating, itemFactors, q, sums.user.above, p, factors)
    addScaled(predicted, itemFactors, q, sums.user.below, p, factors)
    addScaled(rating, userFactors, p, sums.item.above, q, factors)
    addScaled(predicted, userFactors, p, sums.item.below, q, factors)
  }
  return squares / log.rows
}

function step(values: Float64Array, { above, below, counts }: SideSums, factors: number, regularization: number): void {
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell]!
    const divisor = below[cell]! + counts[Math.floor(cell / factors)]! * regularization * value
    if (divisor > 0) values[cell] = (value * above[cell]!) / divisor
  }
}

/** The factors of a new user that start at 1 and take the steps of training. */
function foldByFactors({ factors, itemFactors }: FactorState, { epochs, userRegularization }: Steps): FoldIn {
  return ({ items, values }) => {
    const own = new Float64Array(factors).fill(1)
    const sums = {
      above: new Float64Array(factors),
      below: new Float64Array(factors),
      counts: Int32Array.of(items.length),
    }
    for (let epoch = 0; epoch < epochs && items.length > 0; epoch++) {
      sums.above.fill(0)
      sums.below.fill(0)
      items.forEach((item, position) => {
        const q = item * factors
        addScaled(values[position]!, itemFactors, q, sums.above, 0, factors)
        addScaled(dot(own, 0, itemFactors, q, factors), itemFactors, q, sums.below, 0, factors)
      })
      step(own, sums, factors, userRegularization)
    }
    return { bias: 0, factors: own }
  }
}

function toModel(state: FactorState, { epochs, userRegularization }: Steps): Model {
  const steps = { epochs, userRegularization }
  return factorModel(state, { id: 'nmf', version: 1, facts: { steps }, columns: {} }, foldByFactors(state, steps))
}
