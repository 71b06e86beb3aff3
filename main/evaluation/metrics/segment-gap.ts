import type { ListsMetric } from '../metric.ts'
import { ndcgOfSegments, userCategories } from './segments.ts'

/**
 * Gap between segments of users, such as age groups: the greatest less the least NDCG of the categories of the user table. Segments with
 * fewer than 5 % of the evaluated users are left out. Undefined with fewer than two segments.
 *
 *   Gap@k = max_s NDCG@k(s) − min_s NDCG@k(s)
 *
 * M. D. Ekstrand, M. Tian, I. M. Azpiazu, J. D. Ekstrand, O. Anuyah, D. McNeill, M. S. Pera (2018). All the cool kids, how do they fit in? FAT* '18.
 */
export const segmentGap: ListsMetric = {
  id: 'segment-gap',
  title: 'Segment gap',
  kind: 'fairness',
  summary: 'Greatest less least NDCG of the segments of users.',
  formula: 'max_s NDCG@k(s) − min_s NDCG@k(s)',
  takesCutoff: true,
  higherIsBetter: false,
  range: [0, 1],
  overall(lists, data) {
    const means = ndcgOfSegments(lists, data, userCategories(data.train))
    return means.length < 2 ? NaN : Math.max(...means) - Math.min(...means)
  },
}
