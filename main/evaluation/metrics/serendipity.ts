import type { UserMetric } from '../metric.ts'
import { includesSorted } from './hits.ts'
import { expectPopular } from './unexpectedness.ts'

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
    return ({ user, ranked, relevant }) => {
      const known = expected(user)
      const found = ranked
        .subarray(0, cutoff)
        .filter((item) => includesSorted(relevant, item) && !includesSorted(known, item))
      return found.length / cutoff
    }
  },
}
