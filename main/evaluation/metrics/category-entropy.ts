import type { UserMetric } from '../metric.ts'
import { itemCategories } from './categories.ts'
import { entropyOf } from './exposure.ts'

/**
 * Entropy of the categories within one list, in bits: 0 when all items are of one category. Undefined for a list without categories.
 *
 *   H@k = −Σ_c p(c) log₂ p(c),   p(c) share of the category among all category labels of the list
 *
 * C. E. Shannon (1948). A mathematical theory of communication. Bell System Technical Journal 27(3). doi:10.1002/j.1538-7305.1948.tb01338.x
 */
export const categoryEntropy: UserMetric = {
  id: 'category-entropy',
  title: 'Category entropy',
  kind: 'beyond-accuracy',
  summary: 'How evenly a list is spread over categories, in bits.',
  formula: '−Σ_c p(c) log₂ p(c) over the category labels of list@k',
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  prepare({ train, cutoff }) {
    const categories = itemCategories(train)
    if (!categories) return () => NaN
    const { offsets, indices } = categories
    const counts = new Float64Array(categories.count)
    return ({ ranked, length }) => {
      counts.fill(0)
      for (let position = 0; position < Math.min(cutoff, length); position++)
        for (let entry = offsets[ranked[position]!]!; entry < offsets[ranked[position]! + 1]!; entry++)
          counts[indices[entry]!]!++
      return entropyOf(counts)
    }
  },
}
