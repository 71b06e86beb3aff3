import type { ListsMetric } from '../metric.ts'
import { activityThirds, ndcgOfSegments } from './segments.ts'

/**
 * Mean absolute deviation between groups of users: the mean over pairs of activity thirds of the difference of their NDCG. Undefined when all users are
 * equally active.
 *
 *   UserMAD@k = mean_{g < h} |NDCG@k(g) − NDCG@k(h)|
 *
 * Y. Deldjoo, V. W. Anelli, H. Zamani, A. Bellogín, T. Di Noia (2021). A flexible framework for evaluating user and item fairness in recommender
 * systems. UMUAI 31. doi:10.1007/s11257-020-09285-1
 */
export const userMad: ListsMetric = {
  id: 'user-mad',
  title: 'User MAD',
  kind: 'fairness',
  summary: 'Mean difference of NDCG between thirds of the users by activity.',
  formula: 'mean_{g < h} |NDCG@k(g) − NDCG@k(h)|',
  takesCutoff: true,
  higherIsBetter: false,
  range: [0, 1],
  overall: (lists, data) => meanDifference(ndcgOfSegments(lists, data, activityThirds(lists, data.train))),
}

/** Mean absolute difference over the pairs of values; NaN for fewer than two. */
export function meanDifference(values: readonly number[]): number {
  const differences = values.flatMap((a, i) => values.slice(i + 1).map((b) => Math.abs(a - b)))
  return differences.reduce((sum, difference) => sum + difference, 0) / differences.length
}
