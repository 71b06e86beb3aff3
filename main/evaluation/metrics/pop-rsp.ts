import type { ListsMetric } from '../metric.ts'
import { popularityGroups, spreadOfChances } from './groups.ts'

/**
 * Popularity-based ranking statistical parity: how unequal the chances of items of the short head and of the long tail are to be listed, relevant or not;
 * 0 when equal, 1 when only one group is ever listed.
 *
 *   PopRSP@k = std(P_head, P_tail) / mean(P_head, P_tail),   P_g = Σ_u |list@k ∩ g| / Σ_u |g without the history of u|
 *
 * Z. Zhu, J. Wang, J. Caverlee (2020). Measuring and mitigating item under-recommendation bias in personalized ranking systems. SIGIR '20.
 * doi:10.1145/3397271.3401177
 */
export const popRsp: ListsMetric = {
  id: 'pop-rsp',
  title: 'PopRSP',
  kind: 'fairness',
  summary: 'How unequal the chances of popular and other items are to be listed.',
  formula: 'std(P_head, P_tail) / mean(P_head, P_tail), P_g = Σ_u |list@k ∩ g| / Σ_u |g \\ history|',
  takesCutoff: true,
  higherIsBetter: false,
  range: null,
  overall: (lists, data) => spreadOfChances(lists, data, popularityGroups(data), false),
}
