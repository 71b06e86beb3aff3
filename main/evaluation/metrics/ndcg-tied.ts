import type { UserMetric } from '../metric.ts'
import { logDiscounts } from './gains.ts'

/**
 * NDCG averaged over every order of equally scored items, so that it depends on no order of ties. Binary relevance; ranks are among all candidates.
 *
 *   DCG@k = Σ_{j ∈ rel} mean of [r ≤ k] / log₂(r + 1) over the ranks r that the items tied with j share
 *
 * F. McSherry, M. Najork (2008). Computing information retrieval performance measures efficiently in the presence of tied scores. ECIR '08.
 * doi:10.1007/978-3-540-78646-7_38
 */
export const ndcgTied: UserMetric = {
  id: 'ndcg-tied',
  title: 'NDCG (ties averaged)',
  kind: 'ranking',
  summary: 'NDCG averaged over every order of equally scored items.',
  formula: 'DCG@k / IDCG@k, each tied item with the mean discount of the ranks that its group shares',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  needsRanks: true,
  prepare({ cutoff }) {
    const discounts = logDiscounts(cutoff)
    const upTo = new Float64Array(cutoff + 1)
    for (let rank = 1; rank <= cutoff; rank++) upTo[rank] = upTo[rank - 1]! + discounts[rank - 1]!
    return ({ ranks, tied, relevantCount }) => {
      if (!ranks || !tied) return NaN
      let gain = 0
      ranks.forEach((rank, position) => {
        const size = tied[position]!
        const first = rank - (size - 1) / 2
        const last = rank + (size - 1) / 2
        gain += (upTo[Math.min(last, cutoff)]! - upTo[Math.min(first - 1, cutoff)]!) / size
      })
      return gain / upTo[Math.min(relevantCount, cutoff)]!
    }
  },
}
