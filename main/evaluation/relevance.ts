import { RecbenchError } from '../contract/errors.ts'
import { selectRows, type InteractionColumns, type Interactions } from '../data/interactions.ts'

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
  const { byUser } = selectRows(log, rows)
  const users: number[] = []
  const offsets = [0]
  const items = new Int32Array(byUser.indices.length)
  let count = 0
  for (let user = 0; user < log.users; user++) {
    const seen = train.byUser.indices.subarray(train.byUser.offsets[user], train.byUser.offsets[user + 1])
    let next = 0
    for (let entry = byUser.offsets[user]!; entry < byUser.offsets[user + 1]!; entry++) {
      const item = byUser.indices[entry]!
      while (next < seen.length && seen[next]! < item) next++
      if (seen[next] !== item) items[count++] = item
    }
    if (count === offsets[offsets.length - 1]) continue
    users.push(user)
    offsets.push(count)
  }
  return { users: Int32Array.from(users), offsets: Int32Array.from(offsets), items: items.slice(0, count) }
}

/** The same with users to whom nothing is relevant added, in ascending order of users. */
export function withListed({ users, offsets, items }: Relevance, listed: Int32Array): Relevance {
  const known = new Set(users)
  const added = listed.filter((user) => !known.has(user))
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
