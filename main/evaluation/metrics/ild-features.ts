import type { UserMetric } from '../metric.ts'
import { itemDescriptions } from './categories.ts'
import { meanDissimilarity } from './ild.ts'

/**
 * Intra-list diversity by what items are: how unlike the items of one list are by their categories in the item table, or by the words of their texts
 * where it has no categories. Undefined for a list of fewer than two items and for data without an item table.
 *
 *   ILD@k = 1 − mean_{i < j ∈ list@k} |F_i ∩ F_j| / √(|F_i| |F_j|),   F_j categories or words of item j
 *
 * C.-N. Ziegler, S. M. McNee, J. A. Konstan, G. Lausen (2005). Improving recommendation lists through topic diversification. WWW '05.
 * doi:10.1145/1060745.1060754
 */
export const intraListDiversityOfFeatures: UserMetric = {
  id: 'ild-features',
  title: 'Intra-list diversity (features)',
  kind: 'beyond-accuracy',
  summary: 'One minus the mean similarity of the pairs of items in a list by their categories or words.',
  formula: '1 − mean over pairs of list@k of cos(F_i, F_j)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const features = itemDescriptions(train)
    return features ? meanDissimilarity(features, cutoff) : () => NaN
  },
}
