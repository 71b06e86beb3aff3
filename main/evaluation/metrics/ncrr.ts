import type { UserMetric } from '../metric.ts'
import { includesSorted } from './hits.ts'

/**
 * Normalised cumulative reciprocal rank: like NDCG, but a hit counts the reciprocal of its rank.
 *
 *   NCRR@k = Σ_{r ≤ k} hit(r) / r / Σ_{r ≤ min(|rel|, k)} 1 / r
 *
 * A. Salah, Q.-T. Truong, H. W. Lauw (2020). Cornac: a comparative framework for multimodal recommender systems. JMLR 21(95).
 */
export const ncrr: UserMetric = {
  id: 'ncrr',
  title: 'NCRR',
  kind: 'ranking',
  summary: 'Reciprocal ranks of the hits, as a share of the best possible list.',
  formula: 'Σ_{r ≤ k} hit(r) / r / Σ_{r ≤ min(|rel|, k)} 1 / r',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    (user) =>
      shareOfReciprocals(user, cutoff, cutoff),
}

/** Σ of the reciprocal ranks of the hits among the first `cutoff`, as a share of a list of hits only with at most `places`. */
export function shareOfReciprocals(
  { ranked, relevant }: { readonly ranked: Int32Array; readonly relevant: Int32Array },
  cutoff: number,
  places: number,
): number {
  let gain = 0
  let ideal = 0
  for (let position = 0; position < Math.min(cutoff, ranked.length); position++)
    if (includesSorted(relevant, ranked[position]!)) gain += 1 / (position + 1)
  for (let rank = 1; rank <= Math.min(relevant.length, places); rank++) ideal += 1 / rank
  return gain / ideal
}
