import { RecbenchError } from '../../contract/errors.ts'
import type { Interactions } from '../../data/interactions.ts'

const day = 86_400

/** Counts of users by item, a row for everybody and one for each segment, and to which segment a user belongs. */
export interface PopularityCounts {
  /** Row 0 is for everybody; row 1 + s for segment s. */
  readonly rows: readonly Float64Array[]
  /** Row of each training user. */
  readonly rowOf: Int32Array
  /** Least number of items of each segment of activity, ascending; empty where segments are not of activity. */
  readonly limits: Int32Array
}

/** `Σ_u weight(last event of u with j)`, the weights from the age of the event in days; 1 without ages. */
export function countUsers(log: Interactions, weight: ((days: number) => number) | null): Float64Array {
  const { items, byItem, time } = log
  const counts = new Float64Array(items)
  if (weight && !time)
    throw new RecbenchError('invalid-parameter', 'Decayed and recent popularity need times, and this log has none.', {
      remedy: 'Choose plain or segment, or name the time column on import.',
    })
  const now = weight ? time!.reduce((latest, at) => Math.max(latest, at), -Infinity) : 0
  for (let item = 0; item < items; item++)
    for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++)
      counts[item]! += weight ? weight((now - time![byItem.positions[entry]!]!) / day) : 1
  return counts
}

/**
 * Counts within segments. Segments are the values of a column of categories of the table of people; without a table, thirds of the users by their number of
 * items. `κ n_j / n` is added to the count of item j, n the sum of all counts, so that items without users in a segment follow the whole; who is of no
 * segment gets the counts of everybody.
 *
 * @throws RecbenchError `invalid-parameter` for a column that the table of people does not have
 */
export function countBySegment(log: Interactions, column: string, smoothing: number): PopularityCounts {
  const everybody = countUsers(log, null)
  const { segmentOf, segments, limits } = findSegments(log, column)
  const total = everybody.reduce((sum, count) => sum + count, 0) || 1
  const rows = Array.from({ length: segments }, () => everybody.map((count) => (smoothing * count) / total))
  const { offsets, indices } = log.byUser
  for (let user = 0; user < log.users; user++)
    for (let entry = offsets[user]!; entry < offsets[user + 1]!; entry++)
      if (segmentOf[user]! >= 0) rows[segmentOf[user]!]![indices[entry]!]!++
  return { rows: [everybody, ...rows], rowOf: segmentOf.map((segment) => segment + 1), limits }
}

interface Segments {
  readonly segments: number
  /** −1 for none. */
  readonly segmentOf: Int32Array
  readonly limits: Int32Array
}

function findSegments(log: Interactions, wanted: string): Segments {
  const columns = log.side?.users?.categories ?? []
  const column = wanted === '' ? columns[0] : columns.find(({ name }) => name === wanted)
  if (!column && wanted !== '')
    throw new RecbenchError('invalid-parameter', `The table of people has no column of categories "${wanted}".`, {
      remedy: columns.length
        ? `It has ${columns.map(({ name }) => name).join(', ')}.`
        : 'Join a table of people, or leave the column out: then activity makes the segments.',
    })
  if (!column) return byActivity(log)
  const names = new Map<string, number>()
  const segmentOf = Int32Array.from({ length: log.users }, (_, user) => {
    const name = column.values[user]?.[0]
    if (name === undefined || name === '') return -1
    if (!names.has(name)) names.set(name, names.size)
    return names.get(name)!
  })
  return { segments: names.size, segmentOf, limits: new Int32Array(0) }
}

const thirds = 3

function byActivity({ users, byUser: { offsets } }: Interactions): Segments {
  const lengths = Int32Array.from({ length: users }, (_, user) => offsets[user + 1]! - offsets[user]!)
  const sorted = lengths.filter((length) => length > 0).sort()
  const limits = Int32Array.from(
    { length: thirds },
    (_, third) => sorted[Math.floor((third * sorted.length) / thirds)] ?? 1,
  )
  return { segments: thirds, segmentOf: lengths.map((length) => rowOfLength(limits, length) - 1), limits }
}

/** Row of somebody with so many items: that of everybody without any, or where activity makes no segments. */
export function rowOfLength(limits: Int32Array, length: number): number {
  if (length === 0 || limits.length === 0) return 0
  return Math.max(1, limits.findLastIndex((limit) => length >= limit) + 1)
}
