import type { ListsMetric } from '../metric.ts'
import { countListed } from './exposure.ts'

/**
 * Personalisation, or inter-list diversity: how little the lists of two users overlap, 0 when all get the same items, 1 when no two share one. Undefined
 * for fewer than two lists.
 *
 *   Personalisation@k = 1 − mean over pairs of users of |list@k(u) ∩ list@k(v)| / k
 *
 * T. Zhou, Z. Kuscsik, J.-G. Liu, M. Medo, J. R. Wakeling, Y.-C. Zhang (2010). Solving the apparent diversity–accuracy dilemma of recommender
 * systems. PNAS 107(10). doi:10.1073/pnas.1000488107
 */
export const personalisation: ListsMetric = {
  id: 'personalisation',
  title: 'Personalisation',
  kind: 'beyond-accuracy',
  summary: 'How little the lists of two users overlap.',
  formula: '1 − mean over pairs of |list@k(u) ∩ list@k(v)| / k',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  overall(lists, { train, cutoff }) {
    const shared = countListed(lists, train.items, cutoff).reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
    return 1 - shared / ((lists.length * (lists.length - 1)) / 2) / cutoff
  },
}
