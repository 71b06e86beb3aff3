import type { UserMetric } from '../metric.ts'
import { map } from './map.ts'

/**
 * Average precision of the list divided by all relevant items, also those that do not fit into it, as in trec_eval and ranx; its mean is MAP.
 *
 *   AP@k = Σ_{r ≤ k} hit(r) · P@r / |rel|
 *
 * C. Buckley, E. M. Voorhees (2000). Evaluating evaluation measure stability. SIGIR '00. doi:10.1145/345508.345543
 */
export const mapFull: UserMetric = {
  id: 'map-full',
  title: 'MAP (all relevant)',
  kind: 'ranking',
  summary: 'Mean of the precision at the rank of each hit, divided by all relevant items.',
  formula: 'Σ_{r ≤ k} hit(r) · P@r / |rel|',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare(data) {
    const measure = map.prepare(data)
    return (user) => (measure(user) * Math.min(user.relevantCount, data.cutoff)) / user.relevantCount
  },
}
