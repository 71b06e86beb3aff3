import type { UserMetric } from '../metric.ts'
import { featureCounter, itemCategories } from './categories.ts'

/**
 * Subtopic recall: the share of all categories of the catalogue that the list touches. Undefined for data without categories of items.
 *
 *   SRecall@k = |∪_{j ∈ list@k} C_j| / categories,   C_j categories of item j
 *
 * C. X. Zhai, W. W. Cohen, J. Lafferty (2003). Beyond independent relevance: methods and evaluation metrics for subtopic retrieval. SIGIR '03.
 * doi:10.1145/860435.860440
 */
export const subtopicRecall: UserMetric = {
  id: 'subtopic-recall',
  title: 'Category coverage of a list',
  kind: 'beyond-accuracy',
  summary: 'Share of all categories that a list touches.',
  formula: '|∪_{j ∈ list@k} C_j| / categories',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const categories = itemCategories(train)
    if (!categories) return () => NaN
    const touched = featureCounter(categories)
    return ({ ranked, length }) => {
      touched.start()
      for (let position = 0; position < Math.min(cutoff, length); position++) touched.add(ranked[position]!)
      return touched.distinct / categories.count
    }
  },
}
