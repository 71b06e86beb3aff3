import type { UserMetric } from '../metric.ts'
import { sumAtHits } from './hits.ts'
import { patience, patientWeights } from './rbp.ts'

/**
 * Rank-biased precision as a share of what the relevant items allow in a list of this length. Undefined for an empty list.
 *
 *   RBP@k / max RBP@k = Σ_{r ≤ k} hit(r) · p^(r − 1) / Σ_{r ≤ min(|rel|, length)} p^(r − 1),   p = 0.85
 *
 * A. Moffat, J. Zobel (2008). Rank-biased precision for measurement of retrieval effectiveness. TOIS 27(1). doi:10.1145/1416950.1416952.
 * Normalised as in LensKit.
 */
export const rbpNormalised: UserMetric = {
  id: 'rbp-normalised',
  title: 'RBP (normalised)',
  kind: 'ranking',
  summary: 'Rank-biased precision as a share of the best list of the same length.',
  formula: 'Σ_{r ≤ k} hit(r) · 0.85^(r − 1) / Σ_{r ≤ min(|rel|, length)} 0.85^(r − 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ cutoff }) {
    const weights = patientWeights(cutoff)
    return (list) => {
      const places = Math.min(list.relevantCount, cutoff, list.length)
      return (sumAtHits(list, weights) * (1 - patience)) / (1 - patience ** places)
    }
  },
}
