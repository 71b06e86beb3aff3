import type { UserMetric } from '../metric.ts'
import { logDiscounts } from '../metrics/gains.ts'
import { countHits, sumAtHits } from '../metrics/hits.ts'
import { hit } from '../metrics/hit.ts'
import { ndcg } from '../metrics/ndcg.ts'
import type { Profile } from './profile.ts'

const events = () => (user: { readonly relevantCount: number }) => user.relevantCount

/** Each held-out item is a case of its own: its discounted rank, averaged over cases. */
const caseNdcg: UserMetric = {
  ...ndcg,
  formula: 'mean over held-out items of ln 2 / ln(rank + 1), 0 beyond k',
  prepare({ cutoff }) {
    const discounts = logDiscounts(cutoff)
    return (list) => sumAtHits(list, discounts) / list.relevantCount
  },
  weigh: events,
}

const caseHit: UserMetric = {
  ...hit,
  formula: 'mean over held-out items of [rank ≤ k]',
  prepare:
    ({ cutoff }) =>
    (user) =>
      countHits(user, cutoff) / user.relevantCount,
  weigh: events,
}

/**
 * Definitions of Neural Collaborative Filtering, which hold for leave-one-out, where each user has one held-out item. With several, each is a case of its
 * own, so that users with more of them count more.
 */
export const ncf: Profile = {
  id: 'ncf',
  title: 'NCF',
  summary: 'Hit rate and NDCG are means over held-out items instead of users; the same with one held-out item each.',
  reference:
    'X. He, L. Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua (2017). Neural Collaborative Filtering. WWW. doi:10.1145/3038912.3052569; evaluate.py of its repository',
  definitions: { ndcg: caseNdcg, hit: caseHit },
}
