import type { UserMetric } from '../metric.ts'
import { includesSorted } from './hits.ts'

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
    const discounts = Float64Array.from({ length: cutoff }, (_, position) => 1 / Math.log2(position + 2))
    const ideals = new Float64Array(cutoff + 1)
    for (let rank = 1; rank <= cutoff; rank++) ideals[rank] = ideals[rank - 1]! + discounts[rank - 1]!
    return ({ ranked, relevant }) => {
      let gain = 0
      for (let position = 0; position < Math.min(cutoff, ranked.length); position++)
        if (includesSorted(relevant, ranked[position]!)) gain += discounts[position]!
      return gain / ideals[Math.min(relevant.length, cutoff)]!
    }
  },
}
