import type { UserMetric } from '../metric.ts'

/**
 * Expected percentile ranking: where the relevant items lie in the ranking of all candidates, 0 at the top, 1 at the end, 0.5 for a random order.
 *
 *   PR = mean over rel of (rank − 1) / (candidates − 1), ties at their mean rank
 *
 * Y. Hu, Y. Koren, C. Volinsky (2008). Collaborative filtering for implicit feedback datasets. ICDM '08. doi:10.1109/ICDM.2008.22
 */
export const percentileRank: UserMetric = {
  id: 'percentile-rank',
  title: 'Percentile rank',
  kind: 'ranking',
  summary: 'Where relevant items lie in the ranking of all candidates: 0 at the top, 1 at the end.',
  formula: 'mean over rel of (rank − 1) / (candidates − 1)',
  takesCutoff: false,
  higherIsBetter: false,
  range: [0, 1],
  needsRanks: true,
  prepare:
    () =>
    ({ ranks, candidates }) =>
      ranks ? ranks.reduce((sum, rank) => sum + (rank - 1) / (candidates - 1), 0) / ranks.length : NaN,
}
