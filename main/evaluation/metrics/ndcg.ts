import type { UserMetric } from '../metric.ts'
import { logDiscounts } from './gains.ts'
import { cumulate, sumAtHits } from './hits.ts'

/**
 * Normalised discounted cumulative gain with binary relevance.
 *
 *   NDCG@k = DCG@k / IDCG@k,   DCG@k = Σ_{r ≤ k} hit(r) / log₂(r + 1),   IDCG@k = Σ_{r ≤ min(|rel|, k)} 1 / log₂(r + 1)
 *
 * K. Järvelin, J. Kekäläinen (2002). Cumulated gain-based evaluation of IR techniques. TOIS 20(4). doi:10.1145/582415.582418
 */
export const ndcg: UserMetric = {
  id: 'ndcg',
  title: 'NDCG',
  kind: 'ranking',
  summary: 'Hits in the list, discounted by the logarithm of their rank, as a share of the best possible list.',
  formula: 'DCG@k / IDCG@k, DCG@k = Σ_{r ≤ k} hit(r) / log₂(r + 1), IDCG@k over min(|rel|, k) hits',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ cutoff }) {
    const discounts = logDiscounts(cutoff)
    const ideals = cumulate(discounts)
    return (list) => sumAtHits(list, discounts) / ideals[Math.min(list.relevantCount, cutoff)]!
  },
}
