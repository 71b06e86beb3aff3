import { choice, integer, real } from '../../contract/settings.ts'
import type { RatedPairs } from '../baseline/biases.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { rangeOf, valuesOf, type ValueRange } from '../rated.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { neighbourModel } from './rating-neighbours.ts'
import { distinctPairs } from './rating-rows.ts'
import { centerings, type NeighbourSettings } from './rating-sides.ts'
import { similarities } from './rating-similarity.ts'

/**
 * Rating k-NN: a rating is the mean of the ratings of the nearest neighbours, weighted by similarity. With x the compared side (the item, or the user) and N
 * the K most similar of those that share the other side:
 *
 *   none      r̂ = Σ_{v ∈ N} s_xv r_v / Σ s_xv
 *   mean      r̂ = μ_x + Σ s_xv (r_v − μ_v) / Σ s_xv
 *   z-score   r̂ = μ_x + σ_x Σ s_xv (r_v − μ_v) / σ_v / Σ s_xv
 *   baseline  r̂ = b_uj + Σ s_xv (r_v − b_v) / Σ s_xv,   b_uj = μ + b_u + b_j of the model `bias`   (Koren 2010, eq. 3)
 *
 * As in the Surprise library: similarities run over common ratings only, neighbours count while their similarity is positive, of equal ones those that come
 * first in the log; with fewer than the minimum of neighbours μ, μ_x or b_uj stands alone; σ is that of a population, where it is 0 that of all ratings; an
 * unknown user or item gets μ or what is known of the baseline; predictions are clipped to the range of the training ratings, the unclipped value ranks. Of a
 * repeated pair the last rating counts. Similarities are computed when they are needed and kept up to 512 MB; training only groups the ratings.
 *
 * J. L. Herlocker, J. A. Konstan, A. Borchers, J. Riedl (1999). An algorithmic framework for performing collaborative filtering. SIGIR '99.
 * doi:10.1145/312624.312682. Items: B. Sarwar, G. Karypis, J. Konstan, J. Riedl (2001). WWW '01. doi:10.1145/371920.372071. Baselines: Y. Koren (2010).
 * TKDD 4(1). doi:10.1145/1644873.1644874
 */
export const ratingKnn = defineRecommender({
  id: 'rating-knn',
  title: 'Rating k-NN',
  family: 'collaborative',
  summary: 'Predicts a rating from those of the most similar items or users.',
  formula: 'r̂_uj = b_uj + Σ_{v ∈ N_K} s_v (r_v − b_v) / Σ s_v',
  reference:
    'J. L. Herlocker, J. A. Konstan, A. Borchers, J. Riedl (1999). An algorithmic framework for performing collaborative filtering. SIGIR. doi:10.1145/312624.312682',
  settings: {
    between: choice(['items', 'users'], 'items', 'Whether items or users are compared.'),
    similarity: choice(similarities, 'pearson-baseline', 'How two of them are compared, over the ratings both have.'),
    centering: choice(centerings, 'baseline', 'What is taken from every rating before neighbours are averaged.'),
    neighbours: integer({ default: 40, minimum: 1, help: 'K: most similar items or users that count.' }),
    minimumNeighbours: integer({
      default: 1,
      minimum: 1,
      help: 'With fewer neighbours than this the prediction is the mean or the baseline.',
    }),
    minimumCommon: integer({ default: 1, minimum: 1, help: 'With fewer common ratings two are not similar at all.' }),
    shrinkage: real({ default: 0, help: 'Lowers similarities that few common ratings support.' }),
    baselineShrinkage: real({ default: 100, help: 'The same for pearson-baseline, after Koren.' }),
  },
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: true,
    explains: 'exact',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, { signal, progress }) {
    const value = valuesOf('rating-knn', interactions)
    progress(0, 'Grouping ratings')
    await breathe(signal)
    return toModel(distinctPairs(interactions, value), rangeOf(value, interactions.scale), config)
  },
  load(bytes) {
    const { facts, columns } = unpack('rating-knn', 1, bytes)
    const { range, settings, users, items } = facts as unknown as Facts
    const pairs = {
      users,
      items,
      user: columns['user'] as Int32Array,
      item: columns['item'] as Int32Array,
      value: columns['value'] as Float32Array,
    }
    return toModel(pairs, range, settings)
  },
})

interface Facts {
  readonly users: number
  readonly items: number
  readonly range: ValueRange
  readonly settings: NeighbourSettings
}

function toModel(pairs: RatedPairs, range: ValueRange, settings: NeighbourSettings): Model {
  const { users, items, user, item, value } = pairs
  return neighbourModel(pairs, range, settings, () =>
    pack('rating-knn', 1, { users, items, range, settings }, { user, item, value }),
  )
}
