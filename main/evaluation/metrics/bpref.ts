import type { UserMetric } from '../metric.ts'
import { includesSorted } from './hits.ts'

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
    return ({ user, ranked, relevant }) => {
      const known = train.byUser.indices.subarray(train.byUser.offsets[user], train.byUser.offsets[user + 1])
      const judged = test.byUser.indices
        .subarray(test.byUser.offsets[user], test.byUser.offsets[user + 1])
        .filter((item) => !includesSorted(relevant, item) && !includesSorted(known, item))
      const bound = Math.min(relevant.length, judged.length)
      let above = 0
      let sum = 0
      for (const item of ranked.subarray(0, cutoff))
        if (includesSorted(relevant, item)) sum += above === 0 ? 1 : 1 - Math.min(above, relevant.length) / bound
        else if (includesSorted(judged, item)) above++
      return sum / relevant.length
    }
  },
}
