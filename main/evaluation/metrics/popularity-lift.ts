import type { UserMetric } from '../metric.ts'
import { countUsers, historyOf, meanOfList } from './popularity.ts'

/**
 * Popularity lift: how much more popular the lists are than what the same users had, over all of them; 0 when alike, 1 when twice as popular. Undefined
 * for users without a history or a list.
 *
 *   Lift@k = (Σ_u p(list@k) − Σ_u p(history)) / Σ_u p(history),   p mean training users of the items
 *
 * H. Abdollahpouri, M. Mansoury, R. Burke, B. Mobasher (2019). The unfairness of popularity bias in recommendation. RMSE workshop, RecSys '19.
 * arXiv:1907.13286
 */
export const popularityLift: UserMetric = {
  id: 'popularity-lift',
  title: 'Popularity lift',
  kind: 'beyond-accuracy',
  summary: 'How much more popular the lists are than what the same users had.',
  formula: 'Σ_u (p(list@k) − p(history)) / Σ_u p(history), p mean training users of the items',
  takesCutoff: true,
  higherIsBetter: false,
  range: null,
  prepare({ train, cutoff }) {
    const counts = countUsers(train)
    return ({ user, ranked }) => {
      const history = historyOf(train, user)
      return meanOfList(counts, ranked, cutoff) / meanOfList(counts, history, history.length) - 1
    }
  },
  weigh({ train }) {
    const counts = countUsers(train)
    return ({ user }) => {
      const history = historyOf(train, user)
      return meanOfList(counts, history, history.length)
    }
  },
}
