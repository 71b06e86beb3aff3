import type { UserMetric } from '../metric.ts'
import { discountedMean } from './epc.ts'
import { countUsers } from './popularity.ts'

/**
 * Expected free discovery: the self-information of the listed items among all training events, in bits, early places counting more. An item without
 * training users counts like the rarest one. Undefined for an empty list.
 *
 *   EFD@k = Σ_{r ≤ k} −log₂(n_j / Σ n) / log₂(r + 1) / Σ_{r ≤ k} 1 / log₂(r + 1),   n_j training users of the item at rank r
 *
 * S. Vargas, P. Castells (2011). Rank and relevance in novelty and diversity metrics for recommender systems. RecSys '11. doi:10.1145/2043932.2043955
 */
export const efd: UserMetric = {
  id: 'efd',
  title: 'EFD',
  kind: 'beyond-accuracy',
  summary: 'Mean self-information of the listed items among all events, early places counting more, in bits.',
  formula: 'Σ_{r ≤ k} −log₂(n_j / Σ n) / log₂(r + 1) / Σ_{r ≤ k} 1 / log₂(r + 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  prepare: ({ train, cutoff }) => discountedMean(freeDiscovery(countUsers(train)), cutoff),
}

/** −log₂ of the share of all events, of each item; of items without events that of the rarest. */
export function freeDiscovery(counts: Int32Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const rarest = counts.reduce((least, count) => (count > 0 ? Math.min(least, count) : least), Infinity)
  return Float64Array.from(counts, (count) => -Math.log2(Math.max(count, rarest) / total))
}
