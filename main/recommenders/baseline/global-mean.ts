import { choice } from '../../contract/settings.ts'
import { pack, unpack } from '../archive.ts'
import { clip, meanOf, rangeOf, ratedHistory, valuesOf, type ValueRange } from '../rated.ts'
import { defineRecommender, type Model } from '../recommender.ts'

/**
 * Mean rating: one number for all, or one for each user or each item.
 *
 *   r̂_uj = μ, or μ_u = mean of the ratings of u, or μ_j = mean of the ratings of j; μ where there are none
 *
 * With `all` and `user` every item of a user ties, so that lists fall by chance: it is the floor for rating errors, and for lists no model at all.
 *
 * J. L. Herlocker, J. A. Konstan, A. Borchers, J. Riedl (1999). An algorithmic framework for performing collaborative filtering. SIGIR '99.
 * doi:10.1145/312624.312682
 */
export const globalMean = defineRecommender({
  id: 'global-mean',
  title: 'Mean rating',
  family: 'baseline',
  summary: 'Predicts the mean rating of all, of the user or of the item.',
  formula: 'r̂_uj = μ, μ_u or μ_j',
  reference:
    'J. L. Herlocker, J. A. Konstan, A. Borchers, J. Riedl (1999). An algorithmic framework for performing collaborative filtering. SIGIR. doi:10.1145/312624.312682',
  settings: {
    over: choice(['all', 'user', 'item'], 'all', 'Whose ratings the mean is taken over.'),
  },
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: true,
    explains: null,
    similarItems: false,
    isPolicy: false,
    usesBackend: false,
  },
  train(interactions, { over }, { signal }) {
    signal.throwIfAborted()
    const value = valuesOf('global-mean', interactions)
    const { user, item, users, items } = interactions
    const range = rangeOf(value, interactions.scale)
    return toModel({
      ...range,
      over,
      user: over === 'user' ? meansOf(user, value, users, range.mean) : new Float64Array(users).fill(range.mean),
      item: over === 'item' ? meansOf(item, value, items, range.mean) : new Float64Array(items).fill(range.mean),
    })
  },
  load(bytes) {
    const { facts, columns } = unpack('global-mean', 1, bytes)
    return toModel({
      mean: facts['mean'] as number,
      minimum: facts['minimum'] as number,
      maximum: facts['maximum'] as number,
      over: facts['over'] as State['over'],
      user: columns['user'] as Float64Array,
      item: columns['item'] as Float64Array,
    })
  },
})

interface State extends ValueRange {
  readonly over: 'all' | 'user' | 'item'
  readonly user: Float64Array
  readonly item: Float64Array
}

/** Mean of the ratings of each number of one side; `otherwise` where there are none. */
function meansOf(own: Int32Array, value: Float32Array, count: number, otherwise: number): Float64Array {
  const sums = new Float64Array(count)
  const counts = new Float64Array(count)
  own.forEach((number, row) => {
    sums[number]! += value[row]!
    counts[number]!++
  })
  return sums.map((sum, number) => (counts[number]! > 0 ? sum / counts[number]! : otherwise))
}

function toModel(state: State): Model {
  const { mean, minimum, maximum, over, user, item } = state
  const valueOf = (number: number, wanted: number) =>
    over === 'item' ? (item[wanted] ?? mean) : (user[number] ?? mean)
  return {
    score(users, into) {
      users.forEach((number, row) => {
        for (let j = 0; j < item.length; j++) into[row * item.length + j] = valueOf(number, j)
      })
    },
    predict(users, items, into) {
      users.forEach((number, row) => (into[row] = clip(valueOf(number, items[row]!), state)))
    },
    scoreHistory(items, values, into) {
      const known = ratedHistory(items, values, mean, (number) => number >= 0 && number < item.length)
      if (over === 'item') into.set(item)
      else into.fill(over === 'user' && known.items.length > 0 ? meanOf(known.values) : mean)
    },
    save: () => pack('global-mean', 1, { mean, minimum, maximum, over }, { user, item }),
  }
}
