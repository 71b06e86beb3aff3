import { choice, integer, real, type ConfigurationOf } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { byUserInLogOrder, clip, rangeOf, valuesOf, type ValueRange } from '../rated.ts'
import { defineRecommender, type Model } from '../recommender.ts'

const settings = {
  method: choice(['als', 'sgd'], 'als', 'Alternating least squares, or stochastic gradient descent.'),
  epochs: integer({ default: 10, minimum: 1, help: 'Passes over the ratings.' }),
  userRegularization: real({ default: 15, help: 'Ratings at the mean that each user is given, with als.' }),
  itemRegularization: real({ default: 10, help: 'Ratings at the mean that each item is given, with als.' }),
  learningRate: real({ default: 0.005, help: 'γ: size of a step, with sgd.' }),
  regularization: real({ default: 0.02, help: 'λ: pulls biases towards zero, with sgd.' }),
}

/**
 * Bias: how far a user and an item rate above the mean, and nothing else. The row that every model of ratings has to beat.
 *
 *   r̂_uj = μ + b_u + b_j, clipped to the range of the training ratings
 *   als: b_j = Σ_u (r_uj − μ − b_u) / (λ_j + n_j), then b_u = Σ_j (r_uj − μ − b_j) / (λ_u + n_u), in turn
 *   sgd: b ← b + γ (e − λ b) on each rating, user by user in the order of the log, e = r − r̂
 *
 * An unknown user or item leaves its bias out. The defaults are those of the Surprise library for als.
 *
 * Y. Koren (2010). Factor in the neighbors: Scalable and accurate collaborative filtering. TKDD 4(1), section 2.1. doi:10.1145/1644873.1644874
 */
export const bias = defineRecommender({
  id: 'bias',
  title: 'Bias',
  family: 'baseline',
  summary: 'Predicts a rating from the mean and the biases of user and item.',
  formula: 'r̂_uj = μ + b_u + b_j',
  reference:
    'Y. Koren (2010). Factor in the neighbors: Scalable and accurate collaborative filtering. TKDD 4(1). doi:10.1145/1644873.1644874',
  settings,
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: false,
    explains: null,
    similarItems: false,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, { signal, progress, loss }) {
    const value = valuesOf('bias', interactions)
    const state: State = {
      ...rangeOf(value),
      user: new Float64Array(interactions.users),
      item: new Float64Array(interactions.items),
    }
    const order = byUserInLogOrder(interactions)
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      await breathe(signal)
      progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      if (config.method === 'als') {
        solve(
          state.item,
          state.user,
          interactions.item,
          interactions.user,
          value,
          state.mean,
          config.itemRegularization,
        )
        solve(
          state.user,
          state.item,
          interactions.user,
          interactions.item,
          value,
          state.mean,
          config.userRegularization,
        )
      } else descend(state, interactions, value, order, config)
      loss(epoch, squaredError(state, interactions, value), null, null)
    }
    return toModel(state)
  },
  load(bytes) {
    const { facts, columns } = unpack('bias', 1, bytes)
    return toModel({
      mean: facts['mean'] as number,
      minimum: facts['minimum'] as number,
      maximum: facts['maximum'] as number,
      user: columns['user'] as Float64Array,
      item: columns['item'] as Float64Array,
    })
  },
})

/** Biases of users and items; 0 for those without training ratings. */
interface State extends ValueRange {
  readonly user: Float64Array
  readonly item: Float64Array
}

/** The best biases of one side while those of the other stay. */
function solve(
  solved: Float64Array,
  fixed: Float64Array,
  own: Int32Array,
  other: Int32Array,
  value: Float32Array,
  mean: number,
  regularization: number,
): void {
  const counts = new Float64Array(solved.length)
  solved.fill(0)
  own.forEach((number, row) => {
    solved[number]! += value[row]! - mean - fixed[other[row]!]!
    counts[number]!++
  })
  for (let number = 0; number < solved.length; number++)
    if (counts[number]! > 0) solved[number]! /= regularization + counts[number]!
}

function descend(
  { mean, user, item }: State,
  log: Interactions,
  value: Float32Array,
  order: Int32Array,
  { learningRate, regularization }: Pick<ConfigurationOf<typeof settings>, 'learningRate' | 'regularization'>,
): void {
  for (const row of order) {
    const u = log.user[row]!
    const j = log.item[row]!
    const error = value[row]! - (mean + user[u]! + item[j]!)
    user[u]! += learningRate * (error - regularization * user[u]!)
    item[j]! += learningRate * (error - regularization * item[j]!)
  }
}

function squaredError({ mean, user, item }: State, log: Interactions, value: Float32Array): number {
  let sum = 0
  for (let row = 0; row < log.rows; row++)
    sum += (value[row]! - mean - user[log.user[row]!]! - item[log.item[row]!]!) ** 2
  return sum / log.rows
}

function toModel(state: State): Model {
  const { mean, minimum, maximum, user, item } = state
  return {
    score(users, into) {
      users.forEach((number, row) => {
        for (let j = 0; j < item.length; j++) into[row * item.length + j] = mean + (user[number] ?? 0) + item[j]!
      })
    },
    predict(users, items, into) {
      users.forEach((number, row) => {
        into[row] = clip(mean + (user[number] ?? 0) + (item[items[row]!] ?? 0), state)
      })
    },
    save: () => pack('bias', 1, { mean, minimum, maximum }, { user, item }),
  }
}
