import type { ListsMetric } from '../metric.ts'
import { countListed, giniOf } from './exposure.ts'
import { patience } from './rbp.ts'

/**
 * Gini coefficient of the attention that items get: a place counts by the chance that a person looks so far, 0.85^(rank − 1).
 *
 *   ExposureGini@k = Gini of e_j,   e_j = Σ over lists@k with j of 0.85^(rank of j − 1)
 *
 * F. Diaz, B. Mitra, M. D. Ekstrand, A. J. Biega, B. Carterette (2020). Evaluating stochastic rankings with expected exposure. CIKM '20.
 * doi:10.1145/3340531.3411962
 */
export const exposureGini: ListsMetric = {
  id: 'exposure-gini',
  title: 'Exposure Gini',
  kind: 'beyond-accuracy',
  summary: 'How unequally attention is shared among the items, places counting by rank.',
  formula: 'Gini of Σ over lists@k of 0.85^(rank − 1)',
  takesCutoff: true,
  higherIsBetter: false,
  range: [0, 1],
  overall: (lists, { train, cutoff }) =>
    giniOf(countListed(lists, train.items, cutoff, (position) => patience ** position)),
}
