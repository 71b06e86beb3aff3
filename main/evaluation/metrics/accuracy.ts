import type { UserMetric } from '../metric.ts'
import { countHits } from './hits.ts'

/**
 * Accuracy of the list as a classifier: which share of the candidates it puts on the right side, listed and relevant or neither. Most candidates are
 * neither, so it is near 1 for every list; `mcc` is not.
 *
 *   Accuracy@k = (TP + TN) / candidates,   TP = hits@k, TN = candidates − listed − |rel| + hits@k
 *
 * C. D. Manning, P. Raghavan, H. Schütze (2008). Introduction to Information Retrieval, chapter 8. Cambridge University Press.
 */
export const accuracy: UserMetric = {
  id: 'accuracy',
  title: 'Accuracy',
  kind: 'classification',
  summary: 'Share of the candidates that are listed and relevant, or neither.',
  formula: '(hits@k + (candidates − listed − |rel| + hits@k)) / candidates',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    (user) => {
      const hits = countHits(user, cutoff)
      const listed = Math.min(cutoff, user.length)
      return (user.candidates - listed - user.relevantCount + 2 * hits) / user.candidates
    },
}
