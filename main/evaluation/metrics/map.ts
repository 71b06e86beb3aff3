import type { UserMetric } from '../metric.ts'

/**
 * Average precision of the list; its mean over users is MAP. Divided by what is achievable in k places.
 *
 *   AP@k = Σ_{r ≤ k} hit(r) · P@r / min(|rel|, k)
 *
 * C. Buckley, E. M. Voorhees (2000). Evaluating evaluation measure stability. SIGIR '00. doi:10.1145/345508.345543
 */
export const map: UserMetric = {
  id: 'map',
  title: 'MAP',
  kind: 'ranking',
  summary: 'Mean of the precision at the rank of each hit.',
  formula: 'Σ_{r ≤ k} hit(r) · P@r / min(|rel|, k)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    ({ hits, hitCount, relevantCount }) => {
      let sum = 0
      for (let hit = 0; hit < hitCount && hits[hit]! < cutoff; hit++) sum += (hit + 1) / (hits[hit]! + 1)
      return sum / Math.min(relevantCount, cutoff)
    },
}
