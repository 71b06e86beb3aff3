import { selectRows, type InteractionColumns, type SparseRows } from '../../data/interactions.ts'
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
  const { byUser, byItem } = selectRows(log, train)
  const tested = new Uint8Array(log.users)
  for (const row of test) tested[log.user[row]!] = 1
  return {
    users: log.users,
    items: log.items,
    rows: train.length,
    pairs: byUser.indices.length,
    userSquares: sumOfSquares(byUser),
    itemSquares: sumOfSquares(byItem),
    testRows: test.length,
    testUsers: tested.reduce((sum, one) => sum + one, 0),
    folds: folds.length,
  }
}

function sumOfSquares({ offsets }: SparseRows): number {
  let sum = 0
  for (let row = 0; row + 1 < offsets.length; row++) sum += (offsets[row + 1]! - offsets[row]!) ** 2
  return sum
}
