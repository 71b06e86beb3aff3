import type { UserMetric } from '../metric.ts'
import { auc } from './auc.ts'

/**
 * AUC grouped by user: the mean of each user's AUC over all candidates, weighted by the number of relevant items.
 *
 *   GAUC = Σ_u |rel_u| · AUC_u / Σ_u |rel_u|
 *
 * H. Zhu, J. Jin, C. Tan, F. Pan, Y. Zeng, H. Li, K. Gai (2017). Optimized Cost per Click in Taobao Display Advertising. KDD '17.
 * doi:10.1145/3097983.3098134
 */
export const gauc: UserMetric = {
  ...auc,
  id: 'gauc',
  title: 'GAUC',
  summary: 'AUC of each user, weighted by the number of relevant items.',
  formula: 'Σ_u |rel_u| · AUC_u / Σ_u |rel_u|',
  weigh: () => (user) => user.relevantCount,
}
