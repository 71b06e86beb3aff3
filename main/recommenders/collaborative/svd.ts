import { integer, real } from '../../contract/settings.ts'
import type { Interactions, SparseRows } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { byUserInLogOrder, clip, rangeOf, valuesOf, type ValueRange } from '../rated.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { similarByFactors } from '../similar-factors.ts'

/**
 * SVD: matrix factorisation with biases, fitted to ratings by stochastic gradient descent.
 *
 *   r̂_uj = μ + b_u + b_j + q_jᵀ p_u   (eq. 4), clipped to the range of the training ratings
 *   min Σ (r_uj − r̂_uj)² + λ (b_u² + b_j² + ‖q_j‖² + ‖p_u‖²)
 *   step on each rating, e = r − r̂:  b ← b + γ (e − λ b),  p_u ← p_u + γ (e q_j − λ p_u),  q_j ← q_j + γ (e p_u − λ q_j)   (section "Learning algorithms")
 *
 * As in the Surprise library: ratings are visited user by user in the order of the log, factors start normal, biases at 0, and an unknown user or item
 * leaves its terms out. The unclipped value ranks.
 *
 * Y. Koren, R. Bell, C. Volinsky (2009). Matrix Factorization Techniques for Recommender Systems. Computer 42(8). doi:10.1109/MC.2009.263
 */
export const svd = defineRecommender({
  id: 'svd',
  title: 'SVD (biased)',
  family: 'collaborative',
  summary: 'Predicts ratings from biases and factors learned by gradient descent.',
  formula: 'r̂ = μ + b_u + b_j + q_jᵀ p_u',
  reference:
    'Y. Koren, R. Bell, C. Volinsky (2009). Matrix Factorization Techniques for Recommender Systems. Computer 42(8). doi:10.1109/MC.2009.263',
  settings: {
    factors: integer({ default: 100, minimum: 1, maximum: 10_000, help: 'Length of the vectors of users and items.' }),
    epochs: integer({ default: 20, minimum: 1, help: 'Passes over the ratings.' }),
    learningRate: real({ default: 0.005, help: 'γ: size of a step.' }),
    regularization: real({ default: 0.02, help: 'λ: pulls biases and factors towards zero.' }),
    initialDeviation: real({ default: 0.1, help: 'Standard deviation of the factors at the start.' }),
  },
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: false,
    explains: null,
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, context) {
    const value = valuesOf('svd', interactions)
    const state = start(interactions, value, config, context.random('factors'))
    const order = byUserInLogOrder(interactions)
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      await breathe(context.signal)
      context.progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      context.loss(epoch, runEpoch(state, interactions, value, order, config), null, null)
    }
    return toModel(state)
  },
  load(bytes) {
    const { facts, columns } = unpack('svd', 1, bytes)
    return toModel({
      factors: facts['factors'] as number,
      mean: facts['mean'] as number,
      minimum: facts['minimum'] as number,
      maximum: facts['maximum'] as number,
      userBias: columns['userBias'] as Float64Array,
      itemBias: columns['itemBias'] as Float64Array,
      userFactors: columns['userFactors'] as Float64Array,
      itemFactors: columns['itemFactors'] as Float64Array,
      userKnown: columns['userKnown'] as Int32Array,
      itemKnown: columns['itemKnown'] as Int32Array,
    })
  },
})

interface State extends ValueRange {
  readonly factors: number
  readonly userBias: Float64Array
  readonly itemBias: Float64Array
  readonly userFactors: Float64Array
  readonly itemFactors: Float64Array
  /** 1 for users and items with training ratings. */
  readonly userKnown: Int32Array
  readonly itemKnown: Int32Array
}

interface Steps {
  readonly learningRate: number
  readonly regularization: number
}

function start(
  interactions: Interactions,
  value: Float32Array,
  { factors, initialDeviation }: { factors: number; initialDeviation: number },
  random: Random,
): State {
  const { users, items, byUser } = interactions
  const known = ({ offsets }: SparseRows, rows: number) =>
    Int32Array.from({ length: rows }, (_, row) => Number(offsets[row + 1]! > offsets[row]!))
  const userKnown = known(byUser, users)
  const itemKnown = known(interactions.byItem, items)
  const normal = (rows: Int32Array) =>
    Float64Array.from({ length: rows.length * factors }, (_, cell) =>
      rows[Math.floor(cell / factors)] === 1 ? initialDeviation * random.normal() : 0,
    )
  return {
    factors,
    ...rangeOf(value),
    userBias: new Float64Array(users),
    itemBias: new Float64Array(items),
    userFactors: normal(userKnown),
    itemFactors: normal(itemKnown),
    userKnown,
    itemKnown,
  }
}

/** One pass; returns the mean squared error of the ratings, each as it was met. */
function runEpoch(
  state: State,
  { user, item }: Interactions,
  value: Float32Array,
  order: Int32Array,
  { learningRate, regularization }: Steps,
): number {
  const { factors, mean, userBias, itemBias, userFactors, itemFactors } = state
  let squares = 0
  for (const row of order) {
    const u = user[row]!
    const j = item[row]!
    const p = u * factors
    const q = j * factors
    let product = 0
    for (let f = 0; f < factors; f++) product += userFactors[p + f]! * itemFactors[q + f]!
    const error = value[row]! - (mean + userBias[u]! + itemBias[j]! + product)
    squares += error * error
    userBias[u]! += learningRate * (error - regularization * userBias[u]!)
    itemBias[j]! += learningRate * (error - regularization * itemBias[j]!)
    for (let f = 0; f < factors; f++) {
      const a = userFactors[p + f]!
      const b = itemFactors[q + f]!
      userFactors[p + f] = a + learningRate * (error * b - regularization * a)
      itemFactors[q + f] = b + learningRate * (error * a - regularization * b)
    }
  }
  return squares / order.length
}

function toModel(state: State): Model {
  const { factors, mean, minimum, maximum, userBias, itemBias, userFactors, itemFactors, userKnown, itemKnown } = state
  const items = itemBias.length
  const valueOf = (user: number, item: number): number => {
    const knowsUser = userKnown[user] === 1
    const knowsItem = itemKnown[item] === 1
    let value = mean + (knowsUser ? userBias[user]! : 0) + (knowsItem ? itemBias[item]! : 0)
    if (!knowsUser || !knowsItem) return value
    for (let f = 0; f < factors; f++) value += userFactors[user * factors + f]! * itemFactors[item * factors + f]!
    return value
  }
  return {
    score(users, into) {
      users.forEach((user, row) => {
        for (let item = 0; item < items; item++) into[row * items + item] = valueOf(user, item)
      })
    },
    predict(users, wanted, into) {
      users.forEach((user, row) => (into[row] = clip(valueOf(user, wanted[row]!), state)))
    },
    similarItems: (item, k) => similarByFactors(itemFactors, factors, item, k),
    save: () =>
      pack(
        'svd',
        1,
        { factors, mean, minimum, maximum },
        { userBias, itemBias, userFactors, itemFactors, userKnown, itemKnown },
      ),
  }
}
