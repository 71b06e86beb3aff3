import type { UserMetric } from '../metric.ts'
import { countUsers, meanOfList } from './popularity.ts'

/**
 * Mean popularity rank of the listed items as a quantile: 1 for the most popular item, 0 for items without training users; equally popular items share
 * their mean rank. Undefined for an empty list.
 *
 *   PopRank@k = mean over list@k of (rank of j by training users, ascending) / items with training users
 *
 * M. D. Ekstrand, V. Mahant (2017). Sturgeon and the cool kids: problems with random decoys for top-n recommender evaluation. FLAIRS '17.
 */
export const popularityRank: UserMetric = {
  id: 'popularity-rank',
  title: 'Popularity rank',
  kind: 'beyond-accuracy',
  summary: 'Mean quantile of the listed items by popularity: 1 for the most popular.',
  formula: 'mean over list@k of (ascending rank by training users) / items with training users',
  takesCutoff: true,
  higherIsBetter: false,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const quantiles = rankPopularity(countUsers(train))
    return ({ ranked }) => meanOfList(quantiles, ranked, cutoff)
  },
}

function rankPopularity(counts: Int32Array): Float64Array {
  const known = Int32Array.from(counts.keys())
    .filter((item) => counts[item]! > 0)
    .sort((a, b) => counts[a]! - counts[b]!)
  const quantiles = new Float64Array(counts.length)
  for (let start = 0; start < known.length;) {
    let end = start
    while (end < known.length && counts[known[end]!] === counts[known[start]!]) end++
    for (const item of known.subarray(start, end)) quantiles[item] = (start + 1 + end) / 2 / known.length
    start = end
  }
  return quantiles
}
