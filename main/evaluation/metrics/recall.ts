import type { UserMetric } from '../metric.ts'
import { countHits } from './hits.ts'

/**
 * Recall: which share of the relevant items the list holds. Its greatest value is k / |rel| for a user with more than k relevant items;
 * `recall-capped` divides by what is achievable.
 *
 *   Recall@k = hits@k / |rel|
 *
 * G. Salton, M. J. McGill (1983). Introduction to Modern Information Retrieval. McGraw-Hill.
 */
export const recall: UserMetric = {
  id: 'recall',
  title: 'Recall',
  kind: 'ranking',
  summary: 'Share of the relevant items that are in the list.',
  formula: 'hits@k / |rel|',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    (user) =>
      countHits(user, cutoff) / user.relevantCount,
}
