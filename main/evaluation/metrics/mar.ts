import type { UserMetric } from '../metric.ts'

/**
 * Average recall: the mean of recall over the cuts 1 … k; its mean over users is MAR. It rewards hits that come early.
 *
 *   AR@k = 1 / k · Σ_{r ≤ k} hits@r / |rel|
 *
 * V. W. Anelli et al. (2021). Elliot: a comprehensive and rigorous framework for reproducible recommender systems evaluation. SIGIR '21.
 * doi:10.1145/3404835.3463245
 */
export const mar: UserMetric = {
  id: 'mar',
  title: 'MAR',
  kind: 'ranking',
  summary: 'Mean of recall over every length of the list up to k.',
  formula: '1 / k · Σ_{r ≤ k} hits@r / |rel|',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    ({ hits, hitCount, relevantCount }) => {
      let sum = 0
      for (let hit = 0; hit < hitCount && hits[hit]! < cutoff; hit++) sum += cutoff - hits[hit]!
      return sum / cutoff / relevantCount
    },
}
