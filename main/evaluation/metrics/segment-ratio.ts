import type { ListsMetric } from '../metric.ts'
import { ndcgOfSegments, userCategories } from './segments.ts'

/**
 * Ratio between segments of users, such as age groups: the least NDCG of the categories of the user table divided by the greatest; 1 when all are served
 * alike. Segments with fewer than 5 % of the evaluated users are left out. Undefined with fewer than two segments.
 *
 *   Ratio@k = min_s NDCG@k(s) / max_s NDCG@k(s)
 *
 * M. D. Ekstrand, M. Tian, I. M. Azpiazu, J. D. Ekstrand, O. Anuyah, D. McNeill, M. S. Pera (2018). All the cool kids, how do they fit in? FAT* '18.
 */
export const segmentRatio: ListsMetric = {
  id: 'segment-ratio',
  title: 'Segment ratio',
  kind: 'fairness',
  summary: 'Least NDCG of the segments of users divided by the greatest.',
  formula: 'min_s NDCG@k(s) / max_s NDCG@k(s)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  overall(lists, data) {
    const means = ndcgOfSegments(lists, data, userCategories(data.train))
    return means.length < 2 ? NaN : Math.min(...means) / Math.max(...means)
  },
}
