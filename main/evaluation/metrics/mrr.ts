import type { UserMetric } from '../metric.ts'
import { includesSorted } from './hits.ts'

/**
 * Reciprocal rank of the first relevant item, cut at k; its mean over users is MRR.
 *
 *   RR@k = 1 / min{r ≤ k : hit(r)}, 0 when there is none
 *
 * E. M. Voorhees (1999). The TREC-8 Question Answering Track Report. TREC-8.
 */
export const mrr: UserMetric = {
  id: 'mrr',
  title: 'MRR',
  kind: 'ranking',
  summary: 'Reciprocal of the rank of the first hit, 0 without one in the list.',
  formula: '1 / rank of the first hit, 0 beyond k',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    ({ ranked, relevant }) => {
      for (let position = 0; position < Math.min(cutoff, ranked.length); position++)
        if (includesSorted(relevant, ranked[position]!)) return 1 / (position + 1)
      return 0
    },
}
