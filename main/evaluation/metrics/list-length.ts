import type { UserMetric } from '../metric.ts'

/**
 * Length of the list that a user really gets, at most k. Models that score few items and lists from elsewhere can fall short.
 *
 *   length@k = min(k, items in the list)
 *
 * M. D. Ekstrand (2020). LensKit for Python. CIKM '20. doi:10.1145/3340531.3412778
 */
export const listLength: UserMetric = {
  id: 'list-length',
  title: 'List length',
  kind: 'ranking',
  summary: 'Items that a list really has, at most k.',
  formula: 'min(k, length of the list)',
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  prepare:
    ({ cutoff }) =>
    ({ length }) =>
      Math.min(cutoff, length),
}
