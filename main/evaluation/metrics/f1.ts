import type { UserMetric } from '../metric.ts'
import { countHits } from './hits.ts'

/**
 * F1: the harmonic mean of precision and recall, for each user; 0 when the list has no hit.
 *
 *   F1@k = 2 · P@k · R@k / (P@k + R@k) = 2 · hits@k / (k + |rel|)
 *
 * C. J. van Rijsbergen (1979). Information Retrieval, 2nd edition. Butterworths.
 */
export const f1: UserMetric = {
  id: 'f1',
  title: 'F1',
  kind: 'ranking',
  summary: 'Harmonic mean of precision and recall of the list.',
  formula: '2 · P@k · R@k / (P@k + R@k)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    (user) =>
      (2 * countHits(user, cutoff)) / (cutoff + user.relevantCount),
}
