import type { UserMetric } from '../metric.ts'
import { featureCounter, itemCategories } from './categories.ts'
import { countHits } from './hits.ts'

/**
 * Completeness: the share of a user's interests that the list serves with a hit. Interests are the categories of the relevant items; where the data have
 * no categories, the relevant items themselves, which makes it recall.
 *
 *   Completeness@k = |∪_{hits in list@k} C_j| / |∪_{rel} C_j|,   C_j categories of item j
 *
 * C. X. Zhai, W. W. Cohen, J. Lafferty (2003). Beyond independent relevance: methods and evaluation metrics for subtopic retrieval. SIGIR '03.
 * doi:10.1145/860435.860440
 */
export const uxCompleteness: UserMetric = {
  id: 'ux-completeness',
  title: 'Completeness',
  kind: 'user-experience',
  summary: 'Share of a user’s interests that the list serves with a hit.',
  formula: '|∪_{hits in list@k} C_j| / |∪_{rel} C_j|',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const categories = itemCategories(train)
    if (!categories) return (list) => countHits(list, cutoff) / list.relevantCount
    const interests = featureCounter(categories)
    return ({ ranked, relevant, relevantCount, hits, hitCount }) => {
      interests.start()
      for (let hit = 0; hit < hitCount && hits[hit]! < cutoff; hit++) interests.add(ranked[hits[hit]!]!)
      const served = interests.distinct
      interests.start()
      for (let entry = 0; entry < relevantCount; entry++) interests.add(relevant[entry]!)
      return served / interests.distinct
    }
  },
}
