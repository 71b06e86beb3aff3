import { rowsOf, type LogParts } from '../columns/blocks.ts'
import type { LogThreads } from '../columns/threads.ts'
import { lookAtTimes } from '../ingest/settle-part.ts'
import { roomForRows, timeScale } from './by-time.ts'

/** A log in the order of its file, users and items by any dense code. */
export interface CodedLog {
  readonly users: number
  readonly items: number
  readonly parts: LogParts
  readonly hasValues: boolean
  readonly hasTimes: boolean
  /** Times are in ticks since 1970, of which so many make a second: one unless said. */
  readonly ticks?: number
  /** Whether its rows stand by time, where that is known. */
  readonly byTime?: boolean
  /** Whether it is known to stand as it is prepared: by time, and coded by first appearance. */
  readonly arranged?: boolean
}

/** What is known of a log that was arranged. */
export interface Arranged {
  /** Ticks of the times as they are now. */
  readonly ticks: number
  /** The code of each user and item, by its number; codes that no row has are left out. */
  readonly userCodes: Int32Array
  readonly itemCodes: Int32Array
}

/** Arranges a log where it lies, in time linear in its rows: rows by time, equal times as they stand, users and items numbered by first appearance in that order. */
export async function arrangeLog(threads: LogThreads, log: CodedLog): Promise<Arranged> {
  const { users, items, parts, ticks = 1 } = log
  if (log.arranged)
    return {
      ticks,
      userCodes: Int32Array.from({ length: users }, (_, code) => code),
      itemCodes: Int32Array.from({ length: items }, (_, code) => code),
    }
  const blocks = parts.flat()
  const unsorted = log.hasTimes && !(log.byTime ?? lookAtTimes(blocks.map(({ time }) => time!)).ascending)
  if (unsorted) await sortByTime(threads, parts, ticks)
  const [userCodes, itemCodes] = await Promise.all([
    threads.run('renumber', { columns: blocks.map(({ user }) => user), size: users }),
    threads.run('renumber', { columns: blocks.map(({ item }) => item), size: items }),
  ])
  return { ticks: unsorted ? 1 : ticks, userCodes, itemCodes }
}

/**
 * Sorts a log by time, linear in its rows, and turns ticks into seconds. A first pass deals the rows to buckets of neighbouring times; each bucket, small enough for the cache, is then sorted by
 * itself.
 */
async function sortByTime(threads: LogThreads, parts: LogParts, ticks: number): Promise<void> {
  const blocks = parts.flat()
  const rows = rowsOf(blocks)
  const scale = timeScale(blocks.map(({ time }) => time!))
  const counts = await Promise.all(parts.map((part) => threads.run('countBuckets', { blocks: part, scale })))
  const { starts, ends } = placeRows(counts, scale.buckets)
  const dealt = roomForRows(rows)
  await Promise.all(
    parts.map((part, index) =>
      threads.run('dealRows', { blocks: part, scale, starts: starts[index]!, ticks, into: dealt }),
    ),
  )
  const shares = 4 * threads.count
  const bounds = Array.from(
    { length: shares + 1 },
    (_, share) => ends.findLastIndex((end) => end <= (rows * share) / shares) + 1,
  )
  await Promise.all(
    bounds.slice(1).map((until, share) => {
      const from = bounds[share]!
      const start = ends[from - 1] ?? 0
      return (
        until > from &&
        threads.run('sortBuckets', {
          dealt,
          start,
          ends: ends.slice(from, until),
          ...blocksFrom(blocks, start, ends[until - 1]!),
        })
      )
    }),
  )
}

/** Where each part's rows begin in each bucket, and where the buckets end. */
function placeRows(counts: readonly Int32Array[], buckets: number) {
  const starts = counts.map(() => new Int32Array(buckets))
  const ends = new Int32Array(buckets)
  let row = 0
  for (let bucket = 0; bucket < buckets; bucket++) {
    counts.forEach((count, part) => {
      starts[part]![bucket] = row
      row += count[bucket]!
    })
    ends[bucket] = row
  }
  return { starts, ends }
}

/** The blocks that hold some rows, and the row at which the first of them begins. */
function blocksFrom(blocks: LogParts[number], start: number, end: number) {
  let row = 0
  let first = 0
  const held = blocks.filter(({ user }) => {
    const begin = row
    row += user.length
    if (begin >= end || row <= start) return false
    if (row - user.length <= start) first = begin
    return true
  })
  return { blocks: held, row: first }
}
