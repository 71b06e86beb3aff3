import { RecbenchError } from '../contract/errors.ts'
import type { InteractionColumns, Interactions } from '../data/interactions.ts'

/** The users of a test part and what is relevant to each: rows of user `users[r]` are `items[offsets[r] … offsets[r + 1])`, ascending. */
export interface Relevance {
  readonly users: Int32Array
  readonly offsets: Int32Array
  readonly items: Int32Array
}

/**
 * Relevant are the distinct items of a user's test events with a value of `threshold` or more, without those that the user already had in training:
 * seen items are never recommended. Users without a relevant item are not evaluated.
 *
 * @throws RecbenchError `invalid-parameter` for a threshold on a log without values
 */
export function findRelevance(
  log: InteractionColumns,
  train: Interactions,
  test: Int32Array,
  threshold: number | undefined,
): Relevance {
  const { value } = log
  if (threshold !== undefined && !value)
    throw new RecbenchError('invalid-parameter', `The threshold ${threshold} needs values, and this log has none.`, {
      remedy: 'Name the value column on import, or leave the threshold out: then every event counts.',
    })
  const rows = threshold === undefined ? test : test.filter((row) => value![row]! >= threshold)
  const tested = itemsByUser(log, rows)
  const { offsets: seenOffsets, indices: seen } = train.byUser
  const users = new Int32Array(log.users)
  const offsets = new Int32Array(log.users + 1)
  let found = 0
  let count = 0
  for (let user = 0; user < log.users; user++) {
    let next = seenOffsets[user]!
    const end = seenOffsets[user + 1]!
    let last = -1
    for (let entry = tested.offsets[user]!; entry < tested.offsets[user + 1]!; entry++) {
      const item = tested.items[entry]!
      if (item === last) continue
      last = item
      while (next < end && seen[next]! < item) next++
      if (next === end || seen[next] !== item) tested.items[count++] = item
    }
    if (count === offsets[found]) continue
    users[found++] = user
    offsets[found] = count
  }
  return { users: users.slice(0, found), offsets: offsets.slice(0, found + 1), items: tested.items.slice(0, count) }
}

/** The items of each user's rows, ascending, those of several rows as often: a counting sort by item, then by user. */
function itemsByUser(
  { users, items, user, item }: InteractionColumns,
  rows: Int32Array,
): { readonly offsets: Int32Array; readonly items: Int32Array } {
  const byItem = new Int32Array(items + 1)
  const offsets = new Int32Array(users + 1)
  for (let place = 0; place < rows.length; place++) {
    byItem[item[rows[place]!]! + 1]!++
    offsets[user[rows[place]!]! + 1]!++
  }
  for (let i = 0; i < items; i++) byItem[i + 1]! += byItem[i]!
  for (let u = 0; u < users; u++) offsets[u + 1]! += offsets[u]!
  const order = new Int32Array(rows.length)
  for (let place = 0; place < rows.length; place++) order[byItem[item[rows[place]!]!]!++] = rows[place]!
  const next = offsets.slice()
  const sorted = new Int32Array(rows.length)
  for (let place = 0; place < order.length; place++) sorted[next[user[order[place]!]!]!++] = item[order[place]!]!
  return { offsets, items: sorted }
}

/** The same with users to whom nothing is relevant added, in ascending order of users. */
export function withListed({ users, offsets, items }: Relevance, listed: Int32Array): Relevance {
  let from = 0
  const added = listed.filter((user) => {
    while (from < users.length && users[from]! < user) from++
    return users[from] !== user
  })
  const every = new Int32Array(users.length + added.length)
  every.set(users)
  every.set(added, users.length)
  every.sort()
  const merged = new Int32Array(every.length + 1)
  let row = 0
  every.forEach((user, position) => {
    if (users[row] === user) row++
    merged[position + 1] = offsets[row]!
  })
  return { users: every, offsets: merged, items }
}
