import type { UserMetric } from '../metric.ts'
import { countUsers, meanOfList } from './popularity.ts'

/**
 * Share of the list that is among the least popular tenth of the items with training users. Undefined for an empty list.
 *
 *   Tail@k = |list@k ∩ T| / length of the list,   T the 10 % least popular items that occur in training, equal ones by number
 *
 * W. X. Zhao et al. (2021). RecBole: Towards a Unified, Comprehensive and Efficient Framework for Recommendation Algorithms. CIKM '21.
 * doi:10.1145/3459637.3482016
 */
export const tailPercentage: UserMetric = {
  id: 'tail-percentage',
  title: 'Tail percentage',
  kind: 'beyond-accuracy',
  summary: 'Share of the list from the least popular tenth of the items.',
  formula: '|list@k ∩ T| / length of the list, T the 10 % least popular items',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare: shareOfTail(0.1),
}

/** The share of a list in the tail; the extent is that of {@link markTail}. */
export function shareOfTail(extent: number): UserMetric['prepare'] {
  return ({ train, cutoff }) => {
    const tail = markTail(countUsers(train), extent)
    return ({ ranked }) => meanOfList(tail, ranked, cutoff)
  }
}

/**
 * Marks the least popular items that occur in training.
 *
 * @param extent up to 1: their share of those items, rounded down, at least one item; above 1: items with at most so many training users
 */
export function markTail(counts: Int32Array, extent: number): Uint8Array {
  const tail = new Uint8Array(counts.length)
  const known = Int32Array.from(counts.keys()).filter((item) => counts[item]! > 0)
  const cut = Math.max(Math.floor(known.length * extent), 1)
  const chosen =
    extent > 1
      ? known.filter((item) => counts[item]! <= extent)
      : known.sort((a, b) => counts[a]! - counts[b]! || a - b).subarray(0, cut)
  for (const item of chosen) tail[item] = 1
  return tail
}
