import type { UserMetric } from '../metric.ts'
import { countHits } from './hits.ts'

/**
 * Matthews correlation between being listed and being relevant, over the candidates of a user: 1 for exactly the relevant items, 0 for chance. 0 when
 * nothing or everything is listed.
 *
 *   MCC@k = (TP · TN − FP · FN) / √((TP + FP)(TP + FN)(TN + FP)(TN + FN))
 *
 * B. W. Matthews (1975). Comparison of the predicted and observed secondary structure of T4 phage lysozyme. BBA 405(2).
 * doi:10.1016/0005-2795(75)90109-9
 */
export const mcc: UserMetric = {
  id: 'mcc',
  title: 'MCC',
  kind: 'classification',
  summary: 'Correlation between being listed and being relevant, over the candidates of a user.',
  formula: '(TP · TN − FP · FN) / √((TP + FP)(TP + FN)(TN + FP)(TN + FN))',
  takesCutoff: true,
  higherIsBetter: true,
  range: [-1, 1],
  prepare:
    ({ cutoff }) =>
    (user) => {
      const hits = countHits(user, cutoff)
      const listed = Math.min(cutoff, user.length)
      const relevant = user.relevantCount
      const others = user.candidates
      const rest = others - listed - relevant + hits
      const product = hits * rest - (listed - hits) * (relevant - hits)
      const scale = Math.sqrt(listed * relevant * (others - listed) * (others - relevant))
      return scale === 0 ? 0 : product / scale
    },
}
