import type { UserMetric } from '../metric.ts'
import { cumulate, sumAtHits } from './hits.ts'

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
  prepare({ cutoff }) {
    const gains = reciprocals(cutoff)
    const ideals = cumulate(gains)
    return (list) => sumAtHits(list, gains) / ideals[Math.min(list.relevantCount, cutoff)]!
  },
}

/** 1 / rank for the ranks 1 … length. */
export const reciprocals = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, position) => 1 / (position + 1))
