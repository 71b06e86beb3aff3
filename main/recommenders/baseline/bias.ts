import { choice, integer, real, type ConfigurationOf } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { byUserInLogOrder, clip, rangeOf, ratedHistory, valuesOf, type ValueRange } from '../rated.ts'
import { defineRecommender, type Model, type ScorePart } from '../recommender.ts'
import { alternate, foldBias, noBiases, usualBiasSettings, type Biases } from './biases.ts'

const settings = {
  method: choice(['als', 'sgd'], 'als', 'Alternating least squares, or stochastic gradient descent.'),
  epochs: integer({ default: usualBiasSettings.epochs, minimum: 1, help: 'Passes over the ratings.' }),
  userRegularization: real({
    default: usualBiasSettings.userRegularization,
    help: 'Ratings at the mean that each user is given, with als.',
  }),
  itemRegularization: real({
    default: usualBiasSettings.itemRegularization,
    help: 'Ratings at the mean that each item is given, with als.',
  }),
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
 * An unknown user or item leaves its bias out; the bias of somebody new is the solution of als for their ratings. The defaults are those of the Surprise
 * library for als; its sgd takes 20 epochs.
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
    foldsIn: true,
    explains: 'exact',
    similarItems: false,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, { signal, progress, loss }) {
    const value = valuesOf('bias', interactions)
    const pairs = { ...interactions, value }
    const state: State = {
      ...rangeOf(value, interactions.scale),
      ...noBiases(interactions),
      userRegularization: config.method === 'als' ? config.userRegularization : config.regularization,
    }
    const order = byUserInLogOrder(interactions)
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      await breathe(signal)
      progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      if (config.method === 'als') alternate(state, pairs, state.mean, config)
      else descend(state, interactions, value, order, config)
      loss(epoch, squaredError(state, interactions, value), null, null)
    }
    return toModel(state)
  },
  load(bytes) {
    const { facts, columns } = unpack('bias', 2, bytes)
    return toModel({
      mean: facts['mean'] as number,
      minimum: facts['minimum'] as number,
      maximum: facts['maximum'] as number,
      userRegularization: facts['userRegularization'] as number,
      user: columns['user'] as Float64Array,
      item: columns['item'] as Float64Array,
    })
  },
})

interface State extends ValueRange, Biases {
  /** Ratings at the mean that somebody new is given. */
  readonly userRegularization: number
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
  const { mean, minimum, maximum, userRegularization, user, item } = state
  const fold = (items: Int32Array, values: Float32Array | null) =>
    foldBias(ratedHistory(items, values, mean, isItem), item, mean, userRegularization)
  const isItem = (number: number) => number >= 0 && number < item.length
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
    scoreHistory(items, values, into) {
      const own = fold(items, values)
      for (let j = 0; j < item.length; j++) into[j] = mean + own + item[j]!
    },
    explain(items, values, wanted) {
      const history = ratedHistory(items, values, mean, isItem)
      const parts = Array.from(history.items, (source, position): ScorePart => ({
        item: source,
        amount: (history.values[position]! - mean - item[source]!) / (userRegularization + history.items.length),
      }))
      return {
        parts: parts.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
        rest: mean + item[wanted]!,
        exact: true,
      }
    },
    save: () => pack('bias', 2, { mean, minimum, maximum, userRegularization }, { user, item }),
  }
}
