import type { Interactions } from '../../data/interactions.ts'

/** Training users of each item. */
export const countUsers = ({ byItem, items }: Interactions): Int32Array =>
  Int32Array.from({ length: items }, (_, item) => byItem.offsets[item + 1]! - byItem.offsets[item]!)

/** Items by training users, the most popular first, equal ones by number. */
export function orderByPopularity(counts: Int32Array): Int32Array {
  return Int32Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b)
}

/** Share of all training pairs that the short head holds. */
export const headShare = 0.8

/**
 * Marks the short head: the most popular items that together hold 80 % of the training pairs; all others are the long tail.
 *
 * H. Abdollahpouri, R. Burke, B. Mobasher (2017). Controlling popularity bias in learning-to-rank recommendation. RecSys '17. doi:10.1145/3109859.3109912
 */
export function markHead(train: Interactions): Uint8Array {
  const counts = countUsers(train)
  const head = new Uint8Array(train.items)
  let left = headShare * train.byUser.indices.length
  for (const item of orderByPopularity(counts)) {
    head[item] = 1
    left -= counts[item]!
    if (left <= 0) break
  }
  return head
}

/** The mean over the first `cutoff` items of a list; NaN for an empty list. */
export function meanOfList(values: ArrayLike<number>, ranked: Int32Array, cutoff: number): number {
  const length = Math.min(cutoff, ranked.length)
  let sum = 0
  for (let position = 0; position < length; position++) sum += values[ranked[position]!]!
  return sum / length
}

/** Items that a user had in training, ascending. */
export const historyOf = ({ byUser }: Interactions, user: number): Int32Array =>
  byUser.indices.subarray(byUser.offsets[user], byUser.offsets[user + 1])
