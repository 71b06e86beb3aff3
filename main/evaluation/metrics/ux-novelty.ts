import type { UserMetric } from '../metric.ts'
import { countUsers } from './popularity.ts'

/**
 * Useful novelty: hits weighted by the share of users who do not know them, as a share of the list. A hit that everybody has is worth nothing.
 *
 *   UX novelty@k = Σ_{hits in list@k} (1 − n_j / users) / k,   n_j training users of item j
 *
 * S. Vargas, P. Castells (2011). Rank and relevance in novelty and diversity metrics for recommender systems. RecSys '11. doi:10.1145/2043932.2043955
 */
export const uxNovelty: UserMetric = {
  id: 'ux-novelty',
  title: 'Useful novelty',
  kind: 'user-experience',
  summary: 'Hits weighted by the share of users who do not know them, as a share of the list.',
  formula: 'Σ_{hits in list@k} (1 − n_j / users) / k',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const counts = countUsers(train)
    return ({ ranked, hits, hitCount }) => {
      let sum = 0
      for (let hit = 0; hit < hitCount && hits[hit]! < cutoff; hit++)
        sum += 1 - counts[ranked[hits[hit]!]!]! / train.users
      return sum / cutoff
    }
  },
}
