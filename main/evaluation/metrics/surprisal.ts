import type { UserMetric } from '../metric.ts'
import { novelty } from './novelty.ts'

/**
 * Surprisal: novelty scaled to 0 … 1 by its greatest value, that of an item which one user had. Undefined for an empty list.
 *
 *   Surprisal@k = mean over list@k of −log₂(max(n_j, 1) / users) / log₂ users,   n_j training users of item j
 *
 * T. Zhou, Z. Kuscsik, J.-G. Liu, M. Medo, J. R. Wakeling, Y.-C. Zhang (2010). Solving the apparent diversity–accuracy dilemma of recommender
 * systems. PNAS 107(10). doi:10.1073/pnas.1000488107
 */
export const surprisal: UserMetric = {
  ...novelty,
  id: 'surprisal',
  title: 'Surprisal',
  summary: 'Mean self-information of the listed items as a share of the greatest possible.',
  formula: 'mean over list@k of −log₂(max(n_j, 1) / users) / log₂ users',
  range: [0, 1],
  prepare(data) {
    const measure = novelty.prepare(data)
    return (user) => measure(user) / Math.log2(data.train.users)
  },
}
