import type { UserMetric } from '../metric.ts'
import { countHits } from './hits.ts'

/**
 * Precision: which share of the list is relevant. A list shorter than k still divides by k.
 *
 *   Precision@k = hits@k / k
 *
 * G. Salton, M. J. McGill (1983). Introduction to Modern Information Retrieval. McGraw-Hill.
 */
export const precision: UserMetric = {
  id: 'precision',
  title: 'Precision',
  kind: 'ranking',
  summary: 'Share of the list that is relevant.',
  formula: 'hits@k / k',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    (user) =>
      countHits(user, cutoff) / cutoff,
}
