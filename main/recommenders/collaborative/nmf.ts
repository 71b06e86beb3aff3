import { RecbenchError } from '../../contract/errors.ts'
import { integer, real } from '../../contract/settings.ts'
import { openKernels } from '../../kernels/kernels.ts'
import type { KernelMemory } from '../../kernels/memory.ts'
import type { RatingTables } from '../../kernels/reference/learn-ratings.ts'
import { stepParts } from '../../kernels/reference/step-parts.ts'
import { addScaled, dot } from '../../math/vectors.ts'
import { breathe } from '../breathe.ts'
import { valuesOf } from '../rated.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { factorModel, readFactors, startFactors, type FactorState, type FoldIn } from './rating-factors.ts'
import { placeRatings, readRatings } from './rating-tables.ts'

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
    const { memory, run } = openKernels({ threads: 1 })
    const ratings = placeRatings(memory, interactions, value, state)
    const sums = startSums(memory, ratings)
    const { user, item, all, squares } = sums
    const current = (epochs: number) => toModel(readRatings(ratings, state), { ...config, epochs })
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      context.progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      for (const sum of all) sum.fill(0)
      for (let from = 0; from < interactions.rows; from += ratingsPerPause) {
        await breathe(context.signal)
        run('sumParts', { ...sums, ratings, from, to: Math.min(interactions.rows, from + ratingsPerPause) })
      }
      context.loss(epoch, squares[0]! / interactions.rows, null, null)
      const { width, userFactors, itemFactors } = ratings
      run('stepParts', { ...user, factors: userFactors, width, regularization: config.userRegularization })
      run('stepParts', { ...item, factors: itemFactors, width, regularization: config.itemRegularization })
      if (await context.stopAfter?.(epoch, () => current(epoch))) return current(epoch)
    }
    return current(config.epochs)
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

/** Ratings between two pauses: some 10 ms at 15 factors. */
const ratingsPerPause = 2 ** 17

/** Numerators, denominators and numbers of ratings, of both sides. */
function startSums(memory: KernelMemory, { users, items, userFactors, itemFactors, width }: RatingTables) {
  const side = (factors: Float64Array, own: Int32Array) => {
    const counts = memory.integers(factors.length / width)
    for (const number of own) counts[number]!++
    return { above: memory.doubles(factors.length), below: memory.doubles(factors.length), counts }
  }
  const user = side(userFactors, users)
  const item = side(itemFactors, items)
  const squares = memory.doubles(1)
  return {
    ...{ user, item, squares, all: [user.above, user.below, item.above, item.below, squares] },
    ...{ userAbove: user.above, userBelow: user.below, itemAbove: item.above, itemBelow: item.below },
  }
}

/** The factors of a new user that start at 1 and take the steps of training. */
function foldByFactors({ factors, itemFactors }: FactorState, { epochs, userRegularization }: Steps): FoldIn {
  return ({ items, values }) => {
    const own = new Float64Array(factors).fill(1)
    const above = new Float64Array(factors)
    const below = new Float64Array(factors)
    for (let epoch = 0; epoch < epochs && items.length > 0; epoch++) {
      above.fill(0)
      below.fill(0)
      items.forEach((item, position) => {
        const q = item * factors
        addScaled(values[position]!, itemFactors, q, above, 0, factors)
        addScaled(dot(own, 0, itemFactors, q, factors), itemFactors, q, below, 0, factors)
      })
      stepParts({
        ...{ factors: own, width: factors, above, below },
        ...{ counts: Int32Array.of(items.length), regularization: userRegularization },
      })
    }
    return { bias: 0, factors: own }
  }
}

function toModel(state: FactorState, { epochs, userRegularization }: Steps): Model {
  const steps = { epochs, userRegularization }
  return factorModel(state, { id: 'nmf', version: 1, facts: { steps }, columns: {} }, foldByFactors(state, steps))
}
