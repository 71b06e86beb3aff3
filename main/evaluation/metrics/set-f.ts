import type { UserMetric } from '../metric.ts'
import { countHits } from './hits.ts'

/**
 * F measure of the list as a set: precision divides by the items that the list really has, so that a short list is not punished for its length.
 *
 *   F@k = 2 · hits@k / (length of the list, at most k + |rel|)
 *
 * C. J. van Rijsbergen (1979). Information Retrieval, 2nd edition. Butterworths. As `set_F` in trec_eval.
 */
export const setF: UserMetric = {
  id: 'set-f',
  title: 'F1 (of the set)',
  kind: 'ranking',
  summary: 'Harmonic mean of recall and of the precision of the items that the list really has.',
  formula: '2 · hits@k / (min(k, length of the list) + |rel|)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    (user) =>
      (2 * countHits(user, cutoff)) / (Math.min(cutoff, user.length) + user.relevantCount),
}
