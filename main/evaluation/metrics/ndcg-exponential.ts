import type { UserMetric } from '../metric.ts'
import { gradedNdcg } from './gains.ts'

/**
 * NDCG with an exponential gain of the test value, so that high values count far more. Without values it equals `ndcg`.
 *
 *   NDCG@k = DCG@k / IDCG@k,   DCG@k = Σ_{r ≤ k} (2^value(r) − 1) / log₂(r + 1),   IDCG@k the same of the k largest values
 *
 * C. Burges, T. Shaked, E. Renshaw, A. Lazier, M. Deeds, N. Hamilton, G. Hullender (2005). Learning to rank using gradient descent. ICML '05.
 * doi:10.1145/1102351.1102363
 */
export const ndcgExponential: UserMetric = {
  id: 'ndcg-exponential',
  title: 'NDCG (exponential gain)',
  kind: 'ranking',
  summary: 'NDCG in which a hit counts by two to the power of its test value, less one.',
  formula: 'DCG@k / IDCG@k, DCG@k = Σ_{r ≤ k} (2^value(r) − 1) / log₂(r + 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare: gradedNdcg((value) => 2 ** value - 1),
}
