import type { Interactions } from '../../data/interactions.ts'
import type { RatedPairs } from '../baseline/biases.ts'

/** Ratings grouped by one side: those of row r are `others` and `values` from `offsets[r]` to `offsets[r + 1]`. */
export interface RatingRows {
  readonly offsets: Int32Array
  readonly others: Int32Array
  readonly values: Float64Array
}

/** The distinct pairs of a log in its order; of a repeated pair the last row. */
export function distinctPairs({ users, items, user, item, byUser }: Interactions, value: Float32Array): RatedPairs {
  const rows = byUser.positions.slice().sort()
  return {
    users,
    items,
    user: rows.map((row) => user[row]!),
    item: rows.map((row) => item[row]!),
    value: Float32Array.from(rows, (row) => value[row]!),
  }
}

/** Groups ratings by `own`, those of each in the order given. */
export function groupRatings(
  own: Int32Array,
  other: Int32Array,
  values: Float32Array | Float64Array,
  count: number,
): RatingRows {
  const offsets = new Int32Array(count + 1)
  for (const row of own) offsets[row + 1]!++
  for (let row = 0; row < count; row++) offsets[row + 1]! += offsets[row]!
  const next = offsets.slice()
  const others = new Int32Array(own.length)
  const sorted = new Float64Array(own.length)
  own.forEach((row, position) => {
    const place = next[row]!++
    others[place] = other[position]!
    sorted[place] = values[position]!
  })
  return { offsets, others, values: sorted }
}

/**
 * The same ratings grouped by the other side. Rows are walked in the order of `first`, so that sums over what two rows have in common are taken in that
 * order.
 */
export function turnRatings({ offsets, others, values }: RatingRows, first: Int32Array, count: number): RatingRows {
  const own = new Int32Array(others.length)
  const other = new Int32Array(others.length)
  const sorted = new Float64Array(others.length)
  let place = 0
  for (const row of first)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      own[place] = others[entry]!
      other[place] = row
      sorted[place++] = values[entry]!
    }
  return groupRatings(own, other, sorted, count)
}

/** Distinct numbers in the order in which they first appear. */
export const orderOfAppearance = (numbers: Int32Array): Int32Array => Int32Array.from(new Set(numbers))
