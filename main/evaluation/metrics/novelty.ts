import type { UserMetric } from '../metric.ts'
import { meanOfList } from './popularity.ts'

/**
 * Novelty: the mean self-information of the listed items, in bits. An item that half of all users had carries 1 bit; an item that nobody had in
 * training counts as one user. Undefined for an empty list.
 *
 *   Novelty@k = mean_{j ∈ list@k} −log₂(max(n_j, 1) / users),   n_j training users of item j
 *
 * T. Zhou, Z. Kuscsik, J.-G. Liu, M. Medo, J. R. Wakeling, Y.-C. Zhang (2010). Solving the apparent diversity–accuracy dilemma of recommender
 * systems. PNAS 107(10). doi:10.1073/pnas.1000488107
 */
export const novelty: UserMetric = {
  id: 'novelty',
  title: 'Novelty',
  kind: 'beyond-accuracy',
  summary: 'Mean self-information of the listed items, in bits: how rare they are in training.',
  formula: 'mean over list@k of −log₂(max(n_j, 1) / users)',
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  prepare({ train, cutoff }) {
    const information = Float64Array.from({ length: train.items }, (_, item) => {
      const users = train.byItem.offsets[item + 1]! - train.byItem.offsets[item]!
      return -Math.log2(Math.max(users, 1) / train.users)
    })
    return ({ ranked }) => meanOfList(information, ranked, cutoff)
  },
}
