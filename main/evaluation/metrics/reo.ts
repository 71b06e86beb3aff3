import type { ListsMetric } from '../metric.ts'
import { itemCategories } from './categories.ts'
import { spreadOfChances } from './groups.ts'

/**
 * Ranking equal opportunity between categories of items: how unequal the chances of relevant items of each category are to be listed. Categories without a
 * relevant item are left out. Undefined for data without categories of items.
 *
 *   REO@k = std_c P_c / mean_c P_c,   P_c = Σ_u |list@k ∩ rel ∩ c| / Σ_u |rel ∩ c|
 *
 * Z. Zhu, J. Wang, J. Caverlee (2020). Measuring and mitigating item under-recommendation bias in personalized ranking systems. SIGIR '20.
 * doi:10.1145/3397271.3401177
 */
export const reo: ListsMetric = {
  id: 'reo',
  title: 'REO of categories',
  kind: 'fairness',
  summary: 'How unequal the chances of relevant items of different categories are to be listed.',
  formula: 'std_c P_c / mean_c P_c, P_c = Σ_u |list@k ∩ rel ∩ c| / Σ_u |rel ∩ c|',
  takesCutoff: true,
  higherIsBetter: false,
  range: null,
  overall(lists, data) {
    const categories = itemCategories(data.train)
    return categories ? spreadOfChances(lists, data, categories, true) : NaN
  },
}
