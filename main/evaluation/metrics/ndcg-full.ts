import type { UserMetric } from '../metric.ts'
import { logDiscounts } from './gains.ts'
import { cumulate, sumAtHits } from './hits.ts'

/**
 * NDCG whose ideal list holds every relevant item, also those that do not fit into the list, as in trec_eval's uncut `ndcg`.
 *
 *   NDCG@k = Σ_{r ≤ k} hit(r) / log₂(r + 1) / Σ_{r ≤ |rel|} 1 / log₂(r + 1)
 *
 * K. Järvelin, J. Kekäläinen (2002). Cumulated gain-based evaluation of IR techniques. TOIS 20(4). doi:10.1145/582415.582418
 */
export const ndcgFull: UserMetric = {
  id: 'ndcg-full',
  title: 'NDCG (all relevant)',
  kind: 'ranking',
  summary: 'Discounted hits as a share of a list that holds every relevant item.',
  formula: 'Σ_{r ≤ k} hit(r) / log₂(r + 1) / Σ_{r ≤ |rel|} 1 / log₂(r + 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ cutoff }) {
    const discounts = logDiscounts(cutoff)
    let ideals = cumulate(discounts)
    return (list) => {
      if (list.relevantCount >= ideals.length) ideals = cumulate(logDiscounts(2 * list.relevantCount))
      return sumAtHits(list, discounts) / ideals[list.relevantCount]!
    }
  },
}
