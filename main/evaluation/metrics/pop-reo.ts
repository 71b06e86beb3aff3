import type { ListsMetric } from '../metric.ts'
import { popularityGroups, spreadOfChances } from './groups.ts'

/**
 * Popularity-based ranking equal opportunity: how unequal the chances of relevant items of the short head and of the long tail are to be listed; 0 when
 * equal, 1 when only one group is ever listed. Undefined when no relevant item is listed.
 *
 *   PopREO@k = std(P_head, P_tail) / mean(P_head, P_tail),   P_g = Σ_u |list@k ∩ rel ∩ g| / Σ_u |rel ∩ g|
 *
 * Z. Zhu, J. Wang, J. Caverlee (2020). Measuring and mitigating item under-recommendation bias in personalized ranking systems. SIGIR '20.
 * doi:10.1145/3397271.3401177
 */
export const popReo: ListsMetric = {
  id: 'pop-reo',
  title: 'PopREO',
  kind: 'fairness',
  summary: 'How unequal the chances of popular and other relevant items are to be listed.',
  formula: 'std(P_head, P_tail) / mean(P_head, P_tail), P_g = Σ_u |list@k ∩ rel ∩ g| / Σ_u |rel ∩ g|',
  takesCutoff: true,
  higherIsBetter: false,
  range: null,
  overall: (lists, data) => spreadOfChances(lists, data, popularityGroups(data), true),
}
