import type { UserMetric } from '../metric.ts'
import { countHits, includesSorted } from './hits.ts'
import { historyOf } from './popularity.ts'

/**
 * Binary preference: how often relevant items stand above items that were judged and found not relevant, which are test items below the threshold. Items
 * without a judgement are passed over. Without such judgements it is the recall of the list.
 *
 *   bpref@k = 1 / R · Σ_{hits in list@k} (1 − min(judged not relevant above, R) / min(R, N)),   R = |rel|, N judged not relevant
 *
 * C. Buckley, E. M. Voorhees (2004). Retrieval evaluation with incomplete information. SIGIR '04. doi:10.1145/1008992.1009000
 */
export const bpref: UserMetric = {
  id: 'bpref',
  title: 'bpref',
  kind: 'ranking',
  summary: 'How often relevant items stand above test items that were judged not relevant.',
  formula: '1 / R · Σ_{hits} (1 − min(judged not relevant above, R) / min(R, N))',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ cutoff, test, train }) {
    return (list) => {
      const { user, relevantCount, hits } = list
      const count = countHits(list, cutoff)
      if (count === 0) return 0 / relevantCount
      const { ranked, relevant } = list
      const known = historyOf(train, user)
      const judged = historyOf(test, user).filter(
        (item) => !includesSorted(relevant, item) && !includesSorted(known, item),
      )
      const bound = Math.min(relevantCount, judged.length)
      let above = 0
      let sum = 0
      for (let place = 0, hit = 0; hit < count; place++)
        if (place === hits[hit]) {
          sum += above === 0 ? 1 : 1 - Math.min(above, relevantCount) / bound
          hit++
        } else if (includesSorted(judged, ranked[place]!)) above++
      return sum / relevantCount
    }
  },
}
