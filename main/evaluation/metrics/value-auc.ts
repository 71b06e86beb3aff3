import type { PooledMetric } from '../metric.ts'
import { isPositive } from './log-loss.ts'

/**
 * Area under the ROC curve over all test events together: the chance that a relevant event is predicted higher than one that is not, ties counting one
 * half. An event is relevant when its value is at or above the threshold, without one when it is positive. Undefined when all events are of one kind.
 *
 *   AUC = (Σ ranks of the relevant events − P (P + 1) / 2) / (P · N),   ranks ascending, ties at their mean rank
 *
 * J. A. Hanley, B. J. McNeil (1982). The meaning and use of the area under a ROC curve. Radiology 143(1). doi:10.1148/radiology.143.1.7063747
 */
export const valueAuc: PooledMetric = {
  id: 'value-auc',
  title: 'AUC of values',
  kind: 'classification',
  summary: 'Chance that a relevant test event is predicted higher than one that is not relevant.',
  formula: '(Σ ranks of relevant events − P (P + 1) / 2) / (P · N)',
  takesCutoff: false,
  higherIsBetter: true,
  range: [0, 1],
  pool(predicted, actual, threshold) {
    const order = Int32Array.from(predicted.keys()).sort((a, b) => predicted[a]! - predicted[b]!)
    let ranks = 0
    let positives = 0
    for (let start = 0; start < order.length;) {
      let end = start
      let relevant = 0
      while (end < order.length && predicted[order[end]!] === predicted[order[start]!])
        if (isPositive(actual[order[end++]!]!, threshold)) relevant++
      if (end === start) return NaN
      ranks += relevant * ((start + 1 + end) / 2)
      positives += relevant
      start = end
    }
    return (ranks - (positives * (positives + 1)) / 2) / (positives * (order.length - positives))
  },
}
