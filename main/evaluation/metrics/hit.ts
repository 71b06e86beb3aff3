import type { UserMetric } from '../metric.ts'
import { countHits } from './hits.ts'

/**
 * Hit rate: 1 for a user with a relevant item in the list, else 0. With one relevant item per user it equals recall.
 *
 *   HR@k = [hits@k > 0]
 *
 * M. Deshpande, G. Karypis (2004). Item-based top-N recommendation algorithms. TOIS 22(1). doi:10.1145/963770.963776
 */
export const hit: UserMetric = {
  id: 'hit',
  title: 'Hit rate',
  kind: 'ranking',
  summary: 'Share of users with at least one relevant item in their list.',
  formula: '1 if hits@k > 0, else 0',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    (user) =>
      countHits(user, cutoff) > 0 ? 1 : 0,
}
