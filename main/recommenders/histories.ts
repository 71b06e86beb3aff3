import type { Interactions } from '../data/interactions.ts'
import type { Archive } from './archive.ts'

/** The training items of every user, ascending and distinct: what a model must remember to score a user it was trained on. */
export interface Histories {
  readonly items: number
  readonly offsets: Int32Array
  readonly indices: Int32Array
}

export const historiesOf = ({ items, byUser }: Interactions): Histories => ({
  items,
  offsets: byUser.offsets,
  indices: byUser.indices,
})

/** Training items of one user; empty for a user who is not in the training part. */
export const historyOf = ({ offsets, indices }: Histories, user: number): Int32Array =>
  user < 0 || user >= offsets.length - 1 ? new Int32Array(0) : indices.subarray(offsets[user], offsets[user + 1])

/** Distinct training users of every item. */
export const popularityOf = ({ items, byItem }: Interactions): Float32Array =>
  Float32Array.from({ length: items }, (_, item) => byItem.offsets[item + 1]! - byItem.offsets[item]!)

/** Items of a history that the model knows, ascending and distinct. */
export function knownItems(items: Int32Array, count: number): Int32Array {
  const known = items.filter((item) => item >= 0 && item < count).sort()
  return known.filter((item, position) => position === 0 || item !== known[position - 1])
}

export const historyColumns = ({ offsets, indices }: Histories) => ({ offsets, indices })

export const readHistories = ({ facts, columns }: Archive): Histories => ({
  items: facts['items'] as number,
  offsets: columns['offsets'] as Int32Array,
  indices: columns['indices'] as Int32Array,
})

/** The users of every item, ascending: the rows of the other side. */
export function transposed({ items, offsets, indices }: Histories): Histories {
  const users = offsets.length - 1
  const starts = new Int32Array(items + 1)
  for (const item of indices) starts[item + 1]!++
  for (let item = 0; item < items; item++) starts[item + 1]! += starts[item]!
  const next = starts.slice()
  const rows = new Int32Array(indices.length)
  for (let user = 0; user < users; user++)
    for (let entry = offsets[user]!; entry < offsets[user + 1]!; entry++) rows[next[indices[entry]!]!++] = user
  return { items: users, offsets: starts, indices: rows }
}
