import type { ListsMetric } from '../metric.ts'
import { countListed, entropyOf } from './exposure.ts'

/**
 * Shannon entropy of the listed items over all lists together, in bits: the number of bits needed to say which item a place holds.
 *
 *   Entropy@k = −Σ_j p_j log₂ p_j,   p_j share of all places that item j has
 *
 * G. Shani, A. Gunawardana (2011). Evaluating recommendation systems. Recommender Systems Handbook. Springer. doi:10.1007/978-0-387-85820-3_8
 */
export const entropy: ListsMetric = {
  id: 'entropy',
  title: 'Entropy',
  kind: 'beyond-accuracy',
  summary: 'How evenly the places of all lists are spread over items, in bits.',
  formula: '−Σ_j p_j log₂ p_j, p_j share of all places',
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  overall: (lists, { train, cutoff }) => entropyOf(countListed(lists, train.items, cutoff)),
}
