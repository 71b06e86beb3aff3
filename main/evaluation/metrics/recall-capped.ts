import type { UserMetric } from '../metric.ts'
import { countHits } from './hits.ts'

/**
 * Recall divided by what a list of k items can hold, as in the evaluation of variational autoencoders.
 *
 *   Recall@k = hits@k / min(|rel|, k)
 *
 * D. Liang, R. G. Krishnan, M. D. Hoffman, T. Jebara (2018). Variational Autoencoders for Collaborative Filtering. WWW '18.
 * doi:10.1145/3178876.3186150
 */
export const recallCapped: UserMetric = {
  id: 'recall-capped',
  title: 'Recall (capped)',
  kind: 'ranking',
  summary: 'Relevant items in the list as a share of those that fit into it.',
  formula: 'hits@k / min(|rel|, k)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    (user) =>
      countHits(user, cutoff) / Math.min(user.relevantCount, cutoff),
}
