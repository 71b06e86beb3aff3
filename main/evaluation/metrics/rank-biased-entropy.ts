import type { UserMetric } from '../metric.ts'
import { itemCategories } from './categories.ts'
import { entropyOf } from './exposure.ts'
import { patience } from './rbp.ts'

/**
 * Entropy of the categories within one list with attention as weight, in bits: an item counts by the chance 0.85^(rank − 1) that a person looks so far.
 * Undefined for a list without categories.
 *
 *   RBE@k = −Σ_c p(c) log₂ p(c),   p(c) ∝ Σ over the items of c in list@k of 0.85^(rank − 1)
 *
 * C. E. Shannon (1948). A mathematical theory of communication. Bell System Technical Journal 27(3). doi:10.1002/j.1538-7305.1948.tb01338.x. Weighted as in
 * LensKit.
 */
export const rankBiasedEntropy: UserMetric = {
  id: 'rank-biased-entropy',
  title: 'Rank-biased entropy',
  kind: 'beyond-accuracy',
  summary: 'How evenly attention to a list is spread over categories, in bits.',
  formula: '−Σ_c p(c) log₂ p(c), p(c) ∝ Σ over items of c of 0.85^(rank − 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  prepare({ train, cutoff }) {
    const categories = itemCategories(train)
    if (!categories) return () => NaN
    const { offsets, indices } = categories
    const weights = new Float64Array(categories.count)
    const powers = Float64Array.from({ length: cutoff }, (_, position) => patience ** position)
    return ({ ranked, length }) => {
      weights.fill(0)
      for (let position = 0; position < Math.min(cutoff, length); position++)
        for (let entry = offsets[ranked[position]!]!; entry < offsets[ranked[position]! + 1]!; entry++)
          weights[indices[entry]!]! += powers[position]!
      return entropyOf(weights)
    }
  },
}
