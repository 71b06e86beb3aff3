import type { UserMetric } from '../metric.ts'
import { sumAtHits } from './hits.ts'

/** The chance that a person goes on to the next item. */
export const patience = 0.85

/**
 * Rank-biased precision: the rate of hits seen by a person who goes on to the next item with probability p = 0.85.
 *
 *   RBP@k = (1 − p) · Σ_{r ≤ k} hit(r) · p^(r − 1)
 *
 * A. Moffat, J. Zobel (2008). Rank-biased precision for measurement of retrieval effectiveness. TOIS 27(1). doi:10.1145/1416950.1416952
 */
export const rbp: UserMetric = {
  id: 'rbp',
  title: 'RBP',
  kind: 'ranking',
  summary: 'Hits seen by a person who goes on to the next item with probability 0.85.',
  formula: '0.15 · Σ_{r ≤ k} hit(r) · 0.85^(r − 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ cutoff }) {
    const weights = patientWeights(cutoff)
    return (list) => (1 - patience) * sumAtHits(list, weights)
  },
}

/** p^(r − 1) for the ranks r from 1 to a length. */
export function patientWeights(length: number): Float64Array {
  const weights = new Float64Array(length)
  let weight = 1
  for (let position = 0; position < length; position++) {
    weights[position] = weight
    weight *= patience
  }
  return weights
}
