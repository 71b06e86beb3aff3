import type { UserMetric } from '../metric.ts'
import { gradedNdcg } from './gains.ts'

/**
 * NDCG with the test value as gain, so that a 5 counts five times a 1. Without values it equals `ndcg`.
 *
 *   NDCG@k = DCG@k / IDCG@k,   DCG@k = Σ_{r ≤ k} value(r) / log₂(r + 1),   IDCG@k the same of the k largest values
 *
 * K. Järvelin, J. Kekäläinen (2002). Cumulated gain-based evaluation of IR techniques. TOIS 20(4). doi:10.1145/582415.582418
 */
export const ndcgLinear: UserMetric = {
  id: 'ndcg-linear',
  title: 'NDCG (linear gain)',
  kind: 'ranking',
  summary: 'NDCG in which a hit counts by its test value.',
  formula: 'DCG@k / IDCG@k, DCG@k = Σ_{r ≤ k} value(r) / log₂(r + 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare: gradedNdcg((value) => value),
}
