import type { UserMetric } from '../metric.ts'
import { auc } from '../metrics/auc.ts'
import { aucOfPlaces, partialAuc } from '../metrics/partial-auc.ts'
import { precision } from '../metrics/precision.ts'
import { countHits } from '../metrics/hits.ts'
import type { Profile } from './profile.ts'

/** Short lists are filled up with misses. */
const paddedAuc: UserMetric['prepare'] =
  ({ cutoff, train }) =>
  (list) =>
    aucOfPlaces(list, cutoff, train.items)

/** Definitions of implicit 0.7, whose precision is one ratio over all users together and whose AUC knows the list only. */
export const implicit: Profile = {
  id: 'implicit',
  title: 'implicit',
  summary: 'Precision is all hits divided by all hits that fit, over all users together; AUC is cut at k.',
  reference: 'implicit 0.7.3, implicit.evaluation.ranking_metrics_at_k, https://github.com/benfred/implicit',
  definitions: {
    precision: {
      ...precision,
      formula: 'Σ_u hits@k / Σ_u min(|rel|, k)',
      prepare:
        ({ cutoff }) =>
        (user) =>
          countHits(user, cutoff) / Math.min(user.relevantCount, cutoff),
      weigh:
        ({ cutoff }) =>
        (user) =>
          Math.min(user.relevantCount, cutoff),
    },
    auc: {
      ...partialAuc,
      id: 'auc',
      title: auc.title,
      formula: `${partialAuc.formula}; empty places are misses`,
      prepare: paddedAuc,
    },
  },
}
