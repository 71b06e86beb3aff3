import type { UserMetric } from '../metric.ts'
import { testValues } from './gains.ts'

/**
 * Experienced relevance: the mean value of the listed items to the user, as a share of the greatest value in the test part; items that are not relevant
 * count 0, and without values every hit counts 1. Undefined for an empty list.
 *
 *   UX relevance@k = Σ_{hits in list@k} value / (length of the list · largest value)
 *
 * B. P. Knijnenburg, M. C. Willemsen, Z. Gantner, H. Soncu, C. Newell (2012). Explaining the user experience of recommender systems. UMUAI 22.
 * doi:10.1007/s11257-011-9118-4
 */
export const uxRelevance: UserMetric = {
  id: 'ux-relevance',
  title: 'Experienced relevance',
  kind: 'user-experience',
  summary: 'Mean value of the listed items to the user, as a share of the greatest value.',
  formula: 'Σ_{hits in list@k} value / (length of the list · largest value)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare(data) {
    const valuesOf = testValues(data)
    const largest = data.test.value?.reduce((most, value) => Math.max(most, value), -Infinity) ?? 1
    return (list) => {
      const { hits, hitCount, hitEntries } = list
      const values = valuesOf(list)
      let sum = 0
      for (let hit = 0; hit < hitCount && hits[hit]! < data.cutoff; hit++) sum += values[hitEntries[hit]!]!
      return sum / Math.min(data.cutoff, list.length) / largest
    }
  },
}
