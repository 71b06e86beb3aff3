import type { UserMetric } from '../metric.ts'
import { includesSorted } from './hits.ts'

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
  prepare:
    ({ cutoff }) =>
    (user) =>
      (1 - patience) * weighHits(user, cutoff),
}

/** Σ_{r ≤ k} hit(r) · p^(r − 1). */
export function weighHits(
  { ranked, relevant }: { readonly ranked: Int32Array; readonly relevant: Int32Array },
  cutoff: number,
): number {
  let weight = 1
  let sum = 0
  for (let position = 0; position < Math.min(cutoff, ranked.length); position++) {
    if (includesSorted(relevant, ranked[position]!)) sum += weight
    weight *= patience
  }
  return sum
}
