import type { InteractionColumns } from '../../data/interactions.ts'
import type { Fold } from '../task.ts'

/** What of a log decides how long a model takes: counts over the training part of a fold, and the size of its test. */
export interface LogShape {
  readonly users: number
  readonly items: number
  /** Training events, and distinct pairs of user and item among them. */
  readonly rows: number
  readonly pairs: number
  /** Σ over users, and over items, of the squared number of pairs: how many co-occurrences there are. */
  readonly userSquares: number
  readonly itemSquares: number
  readonly testRows: number
  readonly testUsers: number
  readonly folds: number
}

/** The shape of the first fold; others are taken to be alike. */
export function shapeOf(log: InteractionColumns, folds: readonly Fold[]): LogShape {
  const { train, test } = folds[0]!
  const tested = new Uint8Array(log.users)
  for (const row of test) tested[log.user[row]!] = 1
  return {
    users: log.users,
    items: log.items,
    rows: train.length,
    ...countPairs(log, train),
    testRows: test.length,
    testUsers: tested.reduce((sum, one) => sum + one, 0),
    folds: folds.length,
  }
}

/** Pairs of rows, without the sparse views: items by user, of which each is counted when it is first met. */
function countPairs({ users, items, user, item }: InteractionColumns, rows: Int32Array) {
  const next = new Int32Array(users + 1)
  for (const row of rows) next[user[row]! + 1]!++
  for (let each = 0; each < users; each++) next[each + 1]! += next[each]!
  const byUser = new Int32Array(rows.length)
  for (const row of rows) byUser[next[user[row]!]!++] = item[row]!
  const met = new Int32Array(items).fill(-1)
  const usersOf = new Int32Array(items)
  let [pairs, userSquares] = [0, 0]
  for (let each = 0, at = 0; each < users; each++) {
    let own = 0
    for (const end = next[each]!; at < end; at++) {
      const code = byUser[at]!
      if (met[code] === each) continue
      met[code] = each
      usersOf[code]!++
      own++
    }
    pairs += own
    userSquares += own ** 2
  }
  return { pairs, userSquares, itemSquares: usersOf.reduce((sum, count) => sum + count ** 2, 0) }
}
