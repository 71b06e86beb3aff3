import type { UserMetric } from '../metric.ts'

/**
 * Area under the ROC curve of one user over all candidates: the chance that a relevant item is scored above one that is not, ties counting one half.
 * Undefined when every candidate is relevant.
 *
 *   AUC = ((n − (|rel| − 1) / 2) − mean rank of the relevant items) / (n − |rel|),   n candidates, ties at their mean rank
 *
 * J. A. Hanley, B. J. McNeil (1982). The meaning and use of the area under a ROC curve. Radiology 143(1). doi:10.1148/radiology.143.1.7063747
 */
export const auc: UserMetric = {
  id: 'auc',
  title: 'AUC',
  kind: 'ranking',
  summary: 'Chance that a relevant item is scored above another candidate; ties count one half.',
  formula: 'P(s(rel) > s(other)) + ½ P(s(rel) = s(other))',
  takesCutoff: false,
  higherIsBetter: true,
  range: [0, 1],
  needsRanks: true,
  prepare:
    () =>
    ({ ranks, relevantCount, candidates }) => {
      if (!ranks) return NaN
      const mean = ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length
      return (candidates - (relevantCount - 1) / 2 - mean) / (candidates - relevantCount)
    },
}
