import type { UserMetric } from '../metric.ts'

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
    ({ hits, hitCount }) =>
      hitCount > 0 && hits[0]! < cutoff ? 1 / (hits[0]! + 1) : 0,
}
