import type { MetricData, UserMetric } from '../metric.ts'
import type { ListView } from '../ranked-lists.ts'

/**
 * Values of the relevant items of a user in the test part, aligned with `relevant`, from the start of an array that the next user overwrites; 1 each when the
 * log has no values.
 */
export function testValues({ test }: MetricData): (user: ListView) => Float64Array {
  const { byUser, value } = test
  let values = new Float64Array(64).fill(1)
  return ({ user, relevant, relevantCount }) => {
    if (values.length < relevantCount) values = new Float64Array(2 * relevantCount).fill(1)
    if (!value) return values
    let at = byUser.offsets[user]!
    for (let entry = 0; entry < relevantCount; entry++) {
      while (byUser.indices[at]! < relevant[entry]!) at++
      values[entry] = value[byUser.positions[at]!]!
    }
    return values
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
    let gains = new Float64Array(64)
    return (list) => {
      const { relevantCount, hits, hitCount, hitEntries } = list
      const values = valuesOf(list)
      if (gains.length < relevantCount) gains = new Float64Array(2 * relevantCount)
      for (let entry = 0; entry < relevantCount; entry++) gains[entry] = gain(values[entry]!, threshold)
      let sum = 0
      for (let hit = 0; hit < hitCount && hits[hit]! < cutoff; hit++)
        sum += gains[hitEntries[hit]!]! * weights[hits[hit]!]!
      if (data.test.value) gains.subarray(0, relevantCount).sort()
      let ideal = 0
      for (let place = 0; place < Math.min(cutoff, relevantCount); place++)
        ideal += gains[relevantCount - 1 - place]! * weights[place]!
      return sum / ideal
    }
  }
