import type { ListsMetric } from '../metric.ts'
import { itemCategories } from './categories.ts'
import { spreadOfChances } from './groups.ts'

/**
 * Ranking statistical parity between categories of items: how unequal the chances of items of each category are to be listed, relevant or not. Undefined
 * for data without categories of items.
 *
 *   RSP@k = std_c P_c / mean_c P_c,   P_c = Σ_u |list@k ∩ c| / Σ_u |c without the history of u|
 *
 * Z. Zhu, J. Wang, J. Caverlee (2020). Measuring and mitigating item under-recommendation bias in personalized ranking systems. SIGIR '20.
 * doi:10.1145/3397271.3401177
 */
export const rsp: ListsMetric = {
  id: 'rsp',
  title: 'RSP of categories',
  kind: 'fairness',
  summary: 'How unequal the chances of items of different categories are to be listed.',
  formula: 'std_c P_c / mean_c P_c, P_c = Σ_u |list@k ∩ c| / Σ_u |c \\ history|',
  takesCutoff: true,
  higherIsBetter: false,
  range: null,
  overall(lists, data) {
    const categories = itemCategories(data.train)
    return categories ? spreadOfChances(lists, data, categories, false) : NaN
  },
}
