import type { UserMetric } from '../metric.ts'
import { includesSorted } from './hits.ts'
import { expectPopular } from './unexpectedness.ts'

const nothing = new Int32Array(0)

/**
 * Serendipity: relevant items that a recommender of popular items would not have listed, as a share of the list.
 *
 *   Serendipity@k = |(list@k \ popular@k(u)) ∩ rel| / k,   popular@k(u) the k most popular items that the user did not have
 *
 * M. Ge, C. Delgado-Battenfeld, D. Jannach (2010). Beyond accuracy: evaluating recommender systems by coverage and serendipity. RecSys '10.
 * doi:10.1145/1864708.1864761
 */
export const serendipity: UserMetric = {
  id: 'serendipity',
  title: 'Serendipity',
  kind: 'beyond-accuracy',
  summary: 'Hits that a recommender of popular items would not have listed, as a share of the list.',
  formula: '|(list@k \\ popular@k(u)) ∩ rel| / k',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const expected = expectPopular(train, cutoff)
    return ({ user, ranked, hits, hitCount }) => {
      const known = hitCount > 0 ? expected(user) : nothing
      let found = 0
      for (let hit = 0; hit < hitCount && hits[hit]! < cutoff; hit++)
        if (!includesSorted(known, ranked[hits[hit]!]!)) found++
      return found / cutoff
    }
  },
}
