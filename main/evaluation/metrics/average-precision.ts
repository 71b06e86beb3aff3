import type { UserMetric } from '../metric.ts'

/**
 * Average precision over the ranking of all candidates, without a cut; its mean is MAP. Tied items take the last rank of their group, so that a scorer
 * which ties everything gains nothing.
 *
 *   AP = mean over j ∈ rel of |{i ∈ rel : rank(i) ≤ rank(j)}| / rank(j)
 *
 * C. Buckley, E. M. Voorhees (2000). Evaluating evaluation measure stability. SIGIR '00. doi:10.1145/345508.345543
 */
export const averagePrecision: UserMetric = {
  id: 'average-precision',
  title: 'Average precision (whole ranking)',
  kind: 'ranking',
  summary: 'Mean of the precision at the rank of each relevant item in the ranking of all candidates.',
  formula: 'mean over rel of |{i ∈ rel : rank(i) ≤ rank(j)}| / rank(j), ties last',
  takesCutoff: false,
  higherIsBetter: true,
  range: [0, 1],
  needsRanks: true,
  prepare: () => (user) => {
    const lasts = lastRanks(user).sort()
    let sum = 0
    let before = lasts.length
    for (let position = lasts.length - 1; position >= 0; position--) {
      if (lasts[position]! < (lasts[position + 1] ?? Infinity)) before = position + 1
      sum += before / lasts[position]!
    }
    return sum / lasts.length
  },
}

/** The last rank of the group that ties with each relevant item. */
const lastRanks = ({ ranks, tied }: { ranks: Float64Array | null; tied: Float64Array | null }): Float64Array =>
  ranks && tied ? ranks.map((rank, position) => rank + (tied[position]! - 1) / 2) : Float64Array.of(NaN)
