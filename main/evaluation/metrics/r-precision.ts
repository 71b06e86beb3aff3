import type { UserMetric } from '../metric.ts'
import { countHits } from './hits.ts'

/**
 * R-precision: the precision of the list cut after as many items as are relevant. A list of k items serves users with up to k relevant items; of others
 * only the first k places count.
 *
 *   RP@k = hits among the first min(|rel|, k) / |rel|
 *
 * C. D. Manning, P. Raghavan, H. Schütze (2008). Introduction to Information Retrieval, chapter 8. Cambridge University Press.
 */
export const rPrecision: UserMetric = {
  id: 'r-precision',
  title: 'R-precision',
  kind: 'ranking',
  summary: 'Precision of the list cut after as many items as are relevant.',
  formula: 'hits among the first min(|rel|, k) / |rel|',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    (user) =>
      countHits(user, Math.min(user.relevantCount, cutoff)) / user.relevantCount,
}
