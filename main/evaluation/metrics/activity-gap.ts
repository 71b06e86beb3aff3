import type { ListsMetric } from '../metric.ts'
import { activityThirds, ndcgOfSegments } from './segments.ts'

/**
 * Gap between active and inactive users: NDCG of the most active third of the evaluated users less that of the least active third, by training items.
 * Undefined when all users are equally active.
 *
 *   Gap@k = NDCG@k(most active third) − NDCG@k(least active third)
 *
 * Y. Li, H. Chen, Z. Fu, Y. Ge, Y. Zhang (2021). User-oriented fairness in recommendation. WWW '21. doi:10.1145/3442381.3449866
 */
export const activityGap: ListsMetric = {
  id: 'activity-gap',
  title: 'Activity gap',
  kind: 'fairness',
  summary: 'NDCG of the most active third of the users less that of the least active third.',
  formula: 'NDCG@k(most active third) − NDCG@k(least active third)',
  takesCutoff: true,
  higherIsBetter: false,
  range: [-1, 1],
  overall(lists, data) {
    const means = ndcgOfSegments(lists, data, activityThirds(lists, data.train))
    return means.length < 2 ? NaN : means.at(-1)! - means[0]!
  },
}
