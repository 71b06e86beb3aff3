import type { ListsMetric } from '../metric.ts'
import { activityThirds, ndcgOfSegments } from './segments.ts'

/**
 * Ratio between inactive and active users: NDCG of the least active third of the evaluated users divided by that of the most active third, by training
 * items; 1 when both are served alike. Undefined when all users are equally active.
 *
 *   Ratio@k = NDCG@k(least active third) / NDCG@k(most active third)
 *
 * Y. Li, H. Chen, Z. Fu, Y. Ge, Y. Zhang (2021). User-oriented fairness in recommendation. WWW '21. doi:10.1145/3442381.3449866
 */
export const activityRatio: ListsMetric = {
  id: 'activity-ratio',
  title: 'Activity ratio',
  kind: 'fairness',
  summary: 'NDCG of the least active third of the users divided by that of the most active third.',
  formula: 'NDCG@k(least active third) / NDCG@k(most active third)',
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  overall(lists, data) {
    const means = ndcgOfSegments(lists, data, activityThirds(lists, data.train))
    return means.length < 2 ? NaN : means[0]! / means.at(-1)!
  },
}
