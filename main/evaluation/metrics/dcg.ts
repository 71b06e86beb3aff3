import type { UserMetric } from '../metric.ts'
import { logDiscounts } from './gains.ts'
import { sumAtHits } from './hits.ts'

/**
 * Discounted cumulative gain with binary relevance, not normalised: users with many relevant items count more.
 *
 *   DCG@k = Σ_{r ≤ k} hit(r) / log₂(r + 1)
 *
 * O. Jeunen, I. Potapov, A. Ustimenko (2024). On (Normalised) Discounted Cumulative Gain as an Off-Policy Evaluation Metric for Top-n Recommendation.
 * KDD '24. doi:10.1145/3637528.3671687
 */
export const dcg: UserMetric = {
  id: 'dcg',
  title: 'DCG',
  kind: 'ranking',
  summary: 'Hits in the list, discounted by the logarithm of their rank, not normalised.',
  formula: 'Σ_{r ≤ k} hit(r) / log₂(r + 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  prepare({ cutoff }) {
    const discounts = logDiscounts(cutoff)
    return (list) => sumAtHits(list, discounts)
  },
}
