import type { UserMetric } from '../metric.ts'
import { markHead } from './popularity.ts'

/**
 * Average coverage of long tail items: how many items of the list lie outside the short head, which are the most popular items that together hold 80 % of
 * the training pairs.
 *
 *   ACLT@k = |list@k \ head|
 *
 * H. Abdollahpouri, R. Burke, B. Mobasher (2019). Managing popularity bias in recommender systems with personalized re-ranking. FLAIRS '19.
 * arXiv:1901.07555
 */
export const aclt: UserMetric = {
  id: 'aclt',
  title: 'Long tail items (ACLT)',
  kind: 'beyond-accuracy',
  summary: 'Listed items outside the popular items that hold 80 % of the training events.',
  formula: '|list@k \\ head|',
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  prepare({ train, cutoff }) {
    const head = markHead(train)
    return ({ ranked, length }) => {
      let tail = 0
      for (let position = 0; position < Math.min(cutoff, length); position++) tail += 1 - head[ranked[position]!]!
      return tail
    }
  },
}
