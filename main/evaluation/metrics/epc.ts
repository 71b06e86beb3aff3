import type { UserMetric } from '../metric.ts'
import type { ListView } from '../ranked-lists.ts'
import { logDiscounts } from './gains.ts'
import { cumulate } from './hits.ts'
import { countUsers } from './popularity.ts'

/**
 * Expected popularity complement: the share of users who do not know a listed item, early places counting more. Undefined for an empty list.
 *
 *   EPC@k = Σ_{r ≤ k} (1 − n_j / users) / log₂(r + 1) / Σ_{r ≤ k} 1 / log₂(r + 1),   n_j training users of the item at rank r
 *
 * S. Vargas, P. Castells (2011). Rank and relevance in novelty and diversity metrics for recommender systems. RecSys '11. doi:10.1145/2043932.2043955
 */
export const epc: UserMetric = {
  id: 'epc',
  title: 'EPC',
  kind: 'beyond-accuracy',
  summary: 'Share of users who do not know the listed items, early places counting more.',
  formula: 'Σ_{r ≤ k} (1 − n_j / users) / log₂(r + 1) / Σ_{r ≤ k} 1 / log₂(r + 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const novelty = Float64Array.from(countUsers(train), (count) => 1 - count / train.users)
    return discountedMean(novelty, cutoff)
  },
}

/** The mean of values over a list with logarithmic discounts as weights. */
export function discountedMean(values: Float64Array, cutoff: number): (list: ListView) => number {
  const discounts = logDiscounts(cutoff)
  const weights = cumulate(discounts)
  return ({ ranked, length }) => {
    const places = Math.min(cutoff, length)
    let sum = 0
    for (let position = 0; position < places; position++) sum += discounts[position]! * values[ranked[position]!]!
    return sum / weights[places]!
  }
}

/** The same with the value of an item that is not relevant taken for 0. */
export function discountedMeanOfHits(values: Float64Array, cutoff: number): (list: ListView) => number {
  const discounts = logDiscounts(cutoff)
  const weights = cumulate(discounts)
  return ({ hits, hitCount, ranked, length }) => {
    let sum = 0
    for (let hit = 0; hit < hitCount && hits[hit]! < cutoff; hit++)
      sum += discounts[hits[hit]!]! * values[ranked[hits[hit]!]!]!
    return sum / weights[Math.min(cutoff, length)]!
  }
}
