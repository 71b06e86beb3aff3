import type { UserMetric } from '../metric.ts'
import { testValues } from './gains.ts'
import { indexSorted } from './hits.ts'

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
    return (user) => {
      const values = valuesOf(user)
      const list = user.ranked.subarray(0, data.cutoff)
      return (
        list.reduce((sum, item) => sum + (values[indexSorted(user.relevant, item)] ?? 0), 0) / list.length / largest
      )
    }
  },
}
