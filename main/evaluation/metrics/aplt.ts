import type { UserMetric } from '../metric.ts'
import { markHead, meanOfList } from './popularity.ts'

/**
 * Average percentage of long tail items: the share of the list outside the short head, which are the most popular items that together hold 80 % of the
 * training pairs. Undefined for an empty list.
 *
 *   APLT@k = |list@k \ head| / length of the list
 *
 * H. Abdollahpouri, R. Burke, B. Mobasher (2017). Controlling popularity bias in learning-to-rank recommendation. RecSys '17. doi:10.1145/3109859.3109912
 */
export const aplt: UserMetric = {
  id: 'aplt',
  title: 'Long tail share (APLT)',
  kind: 'beyond-accuracy',
  summary: 'Share of the list outside the popular items that hold 80 % of the training events.',
  formula: '|list@k \\ head| / length of the list',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const head = markHead(train)
    return ({ ranked }) => 1 - meanOfList(head, ranked, cutoff)
  },
}
