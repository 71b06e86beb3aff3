import type { UserMetric } from '../metric.ts'
import { featuresOf, itemCategories } from './categories.ts'
import { includesSorted } from './hits.ts'

/**
 * Completeness: the share of a user's interests that the list serves with a hit. Interests are the categories of the relevant items; where the data have
 * no categories, the relevant items themselves, which makes it recall.
 *
 *   Completeness@k = |∪_{hits in list@k} C_j| / |∪_{rel} C_j|,   C_j categories of item j
 *
 * C. X. Zhai, W. W. Cohen, J. Lafferty (2003). Beyond independent relevance: methods and evaluation metrics for subtopic retrieval. SIGIR '03.
 * doi:10.1145/860435.860440
 */
export const uxCompleteness: UserMetric = {
  id: 'ux-completeness',
  title: 'Completeness',
  kind: 'user-experience',
  summary: 'Share of a user’s interests that the list serves with a hit.',
  formula: '|∪_{hits in list@k} C_j| / |∪_{rel} C_j|',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const categories = itemCategories(train)
    const interests = (items: Int32Array) =>
      categories ? new Set([...items].flatMap((item) => [...featuresOf(categories, item)])).size : items.length
    return ({ ranked, relevant }) =>
      interests(ranked.subarray(0, cutoff).filter((item) => includesSorted(relevant, item))) / interests(relevant)
  },
}
