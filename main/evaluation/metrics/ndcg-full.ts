import type { UserMetric } from '../metric.ts'
import { logDiscounts } from './gains.ts'
import { includesSorted } from './hits.ts'

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
    return ({ ranked, relevant }) => {
      let gain = 0
      for (let position = 0; position < Math.min(cutoff, ranked.length); position++)
        if (includesSorted(relevant, ranked[position]!)) gain += discounts[position]!
      let ideal = 0
      for (let rank = 1; rank <= relevant.length; rank++) ideal += 1 / Math.log2(rank + 1)
      return gain / ideal
    }
  },
}
