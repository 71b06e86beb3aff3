import { toggle } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { historiesOf, historyColumns, readHistories, type Histories } from '../histories.ts'
import { refuseWhatCannotFit } from '../memory.ts'
import { clip, meanOf, rangeOf, ratedHistory, valuesOf, type ValueRange } from '../rated.ts'
import { defineRecommender, type Model, type ScorePart, type Scores } from '../recommender.ts'

/**
 * Slope One: an item is rated as much above the user's mean as it is above the user's other items on average.
 *
 *   r̂_uj = μ_u + (1 / |R_j(u)|) Σ_{i ∈ R_j(u)} dev_ji,   dev_ji = mean over users with both of (r_vj − r_vi)
 *
 * μ_u is the mean rating of the user, R_j(u) are the user's items that somebody rated together with j. Predictions are clipped to the range of the training
 * ratings; an unknown user or item gets the global mean, as in the Surprise library. Of a repeated pair the last rating counts. Memory grows with the square
 * of the number of items.
 *
 * D. Lemire, A. Maclachlan (2005). Slope One Predictors for Online Rating-Based Collaborative Filtering. SDM '05. doi:10.1137/1.9781611972757.43
 */
export const slopeOne = defineRecommender({
  id: 'slope-one',
  title: 'Slope One',
  family: 'collaborative',
  summary: 'Predicts ratings from mean differences between items rated by the same people.',
  formula: 'r̂_uj = μ_u + mean_{i ∈ R_j(u)} dev_ji',
  reference:
    'D. Lemire, A. Maclachlan (2005). Slope One Predictors for Online Rating-Based Collaborative Filtering. SDM. doi:10.1137/1.9781611972757.43',
  settings: {
    wholeRatings: toggle(
      false,
      'Cuts ratings to whole numbers, as the Surprise library does; of use only to compare with it.',
    ),
  },
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: true,
    explains: 'exact',
    similarItems: false,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, { wholeRatings }, { signal, progress }) {
    const { items } = interactions
    const value = valuesOf('slope-one', interactions)
    refuseWhatCannotFit(
      12 * items * items,
      `Slope One on ${items.toLocaleString('en')} items`,
      'Keep fewer items, by a k-core in the recipe, or choose svd.',
    )
    const deviations = await measureDeviations(
      interactions,
      wholeRatings ? value.map(Math.trunc) : value,
      async (fraction) => {
        progress(fraction, 'Comparing items')
        await breathe(signal)
      },
    )
    return toModel({
      histories: historiesOf(interactions),
      ratings: Float32Array.from(interactions.byUser.positions, (row) => value[row]!),
      deviations,
      ...rangeOf(value, interactions.scale),
    })
  },
  load(bytes) {
    const archive = unpack('slope-one', 1, bytes)
    const { facts, columns } = archive
    return toModel({
      histories: readHistories(archive),
      ratings: columns['ratings'] as Float32Array,
      deviations: columns['deviations'] as Float32Array,
      mean: facts['mean'] as number,
      minimum: facts['minimum'] as number,
      maximum: facts['maximum'] as number,
    })
  },
})

interface State extends ValueRange {
  readonly histories: Histories
  /** Aligned with the items of the histories. */
  readonly ratings: Float32Array
  /** dev_ji in row i, column j; NaN where nobody rated both; 0 on the diagonal of rated items. */
  readonly deviations: Float32Array
}

/** Each pair of items once: users bring the items after an item, those before it have their deviation with the other sign. */
async function measureDeviations(
  { users, items, byItem, byUser }: Interactions,
  value: Float32Array,
  pause: (fraction: number) => Promise<void>,
): Promise<Float32Array> {
  const deviations = new Float32Array(items * items)
  const ratings = Float64Array.from(byUser.positions, (position) => value[position]!)
  const next = byUser.offsets.slice(0, users)
  const sums = new Float64Array(items)
  const common = new Int32Array(items)
  for (let item = 0; item < items; item++) {
    if (item % 64 === 0) await pause(item / items)
    sums.fill(0)
    common.fill(0)
    for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++) {
      const user = byItem.indices[entry]!
      const own = next[user]!++
      const rating = ratings[own]!
      const end = byUser.offsets[user + 1]!
      for (let other = own + 1; other < end; other++) {
        const number = byUser.indices[other]!
        common[number]!++
        sums[number]! += ratings[other]! - rating
      }
    }
    deviations[item * items + item] = byItem.offsets[item + 1]! > byItem.offsets[item]! ? 0 : NaN
    for (let other = item + 1; other < items; other++) {
      const deviation = sums[other]! / common[other]!
      deviations[item * items + other] = deviation
      deviations[other * items + item] = -deviation
    }
  }
  return deviations
}

function toModel(state: State): Model {
  const { histories, ratings, deviations, mean, minimum, maximum } = state
  const { items, offsets, indices } = histories
  const sums = new Float64Array(items)
  const counts = new Int32Array(items)
  const score = (history: Int32Array, given: Float32Array | Float64Array, into: Scores): void => {
    if (history.length === 0) return void into.fill(mean)
    sums.fill(0)
    counts.fill(0)
    for (const source of history)
      for (let item = 0; item < items; item++) {
        const deviation = deviations[source * items + item]!
        if (deviation !== deviation) continue
        sums[item]! += deviation
        counts[item]!++
      }
    const own = meanOf(given)
    for (let item = 0; item < items; item++)
      into[item] = isRated(item) ? own + (counts[item]! > 0 ? sums[item]! / counts[item]! : 0) : mean
  }
  const isRated = (item: number) => deviations[item * items + item] === 0
  const partsOf = (user: number): [Int32Array, Float32Array] =>
    user < 0 || user + 1 >= offsets.length
      ? [new Int32Array(0), new Float32Array(0)]
      : [indices.subarray(offsets[user], offsets[user + 1]), ratings.subarray(offsets[user], offsets[user + 1])]
  return {
    score(users, into) {
      users.forEach((user, row) => score(...partsOf(user), into.subarray(row * items, (row + 1) * items)))
    },
    predict(users, wanted, into) {
      let last = -1
      let history: Int32Array = new Int32Array(0)
      let own = mean
      users.forEach((user, row) => {
        if (user !== last || row === 0) {
          const [known, given] = partsOf(user)
          ;[last, history, own] = [user, known, meanOf(given)]
        }
        const item = wanted[row]!
        const value = history.length > 0 && isRated(item) ? own + meanDeviation(history, item) : mean
        into[row] = clip(value, state)
      })
    },
    fallsBack: (users, wanted) =>
      Uint8Array.from(users, (user, row) => (partsOf(user)[0].length > 0 && isRated(wanted[row]!) ? 0 : 1)),
    scoreHistory(history, values, into) {
      const known = ratedHistory(history, values, mean, isRated)
      score(known.items, known.values, into)
    },
    explain(history, values, item) {
      const { items: known, values: given } = ratedHistory(history, values, mean, isRated)
      if (known.length === 0 || !isRated(item)) return { parts: [], rest: mean, exact: true }
      const sources = known.filter((source) => !Number.isNaN(deviations[source * items + item]!))
      const parts = Array.from(sources, (source): ScorePart => ({
        item: source,
        amount: deviations[source * items + item]! / sources.length,
      }))
      return { parts: parts.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)), rest: meanOf(given), exact: true }
    },
    save: () =>
      pack('slope-one', 1, { items, mean, minimum, maximum }, { ...historyColumns(histories), ratings, deviations }),
  }

  /** Read from the row of the item, which holds the deviations with the other sign. */
  function meanDeviation(history: Int32Array, item: number): number {
    const row = item * items
    let sum = 0
    let count = 0
    for (let place = 0; place < history.length; place++) {
      const deviation = deviations[row + history[place]!]!
      if (deviation !== deviation) continue
      sum -= deviation
      count++
    }
    return count === 0 ? 0 : sum / count
  }
}
