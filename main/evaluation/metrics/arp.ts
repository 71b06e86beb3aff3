import type { UserMetric } from '../metric.ts'
import { countUsers, meanOfList } from './popularity.ts'

/**
 * Average recommendation popularity: the mean number of training users of the listed items. Undefined for an empty list.
 *
 *   ARP@k = mean over list@k of n_j,   n_j training users of item j
 *
 * H. Abdollahpouri, R. Burke, B. Mobasher (2019). Managing popularity bias in recommender systems with personalized re-ranking. FLAIRS '19.
 * arXiv:1901.07555
 */
export const arp: UserMetric = {
  id: 'arp',
  title: 'Average popularity',
  kind: 'beyond-accuracy',
  summary: 'Mean number of training users of the listed items.',
  formula: 'mean over list@k of n_j',
  takesCutoff: true,
  higherIsBetter: false,
  range: null,
  prepare({ train, cutoff }) {
    const counts = countUsers(train)
    return ({ ranked }) => meanOfList(counts, ranked, cutoff)
  },
}
