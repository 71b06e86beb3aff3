import type { ListsMetric } from '../metric.ts'
import { countListed, giniOf } from './exposure.ts'

/**
 * Gini coefficient of how often each item of the catalogue is listed, items never listed included: 0 when all are listed alike, near 1 when few items
 * have all places. Some libraries report 1 minus this.
 *
 *   Gini@k = Σ_i (2 i − n − 1) c_(i) / (n Σ c),   c_(i) ascending counts in the lists of the n items
 *
 * G. Shani, A. Gunawardana (2011). Evaluating recommendation systems. Recommender Systems Handbook. Springer. doi:10.1007/978-0-387-85820-3_8
 */
export const gini: ListsMetric = {
  id: 'gini',
  title: 'Gini',
  kind: 'beyond-accuracy',
  summary: 'How unequally the places of all lists are shared among the items of the catalogue.',
  formula: 'Σ_i (2 i − n − 1) c_(i) / (n Σ c), c_(i) ascending counts in lists@k',
  takesCutoff: true,
  higherIsBetter: false,
  range: [0, 1],
  overall: (lists, { train, cutoff }) => giniOf(countListed(lists, train.items, cutoff)),
}
