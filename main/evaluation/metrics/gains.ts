import type { MetricData, RankedUser, UserMetric } from '../metric.ts'
import { indexSorted } from './hits.ts'

/** Values of the relevant items of a user in the test part, aligned with `relevant`; 1 each when the log has no values. */
export function testValues({ test }: MetricData): (user: RankedUser) => Float64Array {
  const { byUser, value } = test
  return ({ user, relevant }) => {
    if (!value) return new Float64Array(relevant.length).fill(1)
    const start = byUser.offsets[user]!
    const own = byUser.indices.subarray(start, byUser.offsets[user + 1])
    return Float64Array.from(relevant, (item) => value[byUser.positions[start + indexSorted(own, item)]!]!)
  }
}

/** 1 / log₂(rank + 1) for the ranks 1 … length. */
export const logDiscounts = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, position) => 1 / Math.log2(position + 2))

/**
 * NDCG with a gain of each value and a weight of each rank: Σ gain · weight over the list, divided by the same of the best list of k items.
 *
 * @param gain of a test value; the threshold is null when every event is relevant
 */
export const gradedNdcg =
  (
    gain: (value: number, threshold: number | null) => number,
    weigh: (length: number) => Float64Array = logDiscounts,
  ): UserMetric['prepare'] =>
  (data) => {
    const { cutoff, threshold } = data
    const weights = weigh(cutoff)
    const valuesOf = testValues(data)
    return (user) => {
      const gains = valuesOf(user).map((value) => gain(value, threshold))
      let sum = 0
      for (let position = 0; position < Math.min(cutoff, user.ranked.length); position++) {
        const place = indexSorted(user.relevant, user.ranked[position]!)
        if (place >= 0) sum += gains[place]! * weights[position]!
      }
      const best = gains.sort().reverse().subarray(0, cutoff)
      return sum / best.reduce((ideal, each, position) => ideal + each * weights[position]!, 0)
    }
  }
