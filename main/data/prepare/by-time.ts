import type { CodedLog } from './arrange.ts'

/** A log of which the rows stand in the order of their times. */
export interface TimedLog {
  readonly user: Int32Array
  readonly item: Int32Array
  readonly value: Float32Array | null
  readonly time: Float64Array
}

const digitBits = 11
const digits = 2 ** digitBits
/** So many rows of a bucket lie in the cache of a core together. */
const bucketRows = 2 ** 14
const mostBuckets = 2048
/** Cells of four and numbers of eight bytes in a row that is dealt. */
const rowCells = 6
const rowNumbers = 3

/**
 * Sorts a log by time, equal times as they stand, linear in its rows. A first pass deals the rows to buckets of neighbouring times; each bucket, small enough for
 * the cache, is then sorted by the digits of its times. Null when the rows stand in that order already.
 */
export function sortByTime(log: CodedLog & { readonly time: Float64Array }): TimedLog | null {
  const { time } = log
  if (isAscending(time)) return null
  const rows = time.length
  const { ends, cells, times } = dealToBuckets(log)
  const sorted = {
    user: new Int32Array(rows),
    item: new Int32Array(rows),
    value: log.value && new Float32Array(rows),
    time: new Float64Array(rows),
  }
  const { user, item, value } = sorted
  const values = new Float32Array(cells.buffer)
  for (let bucket = 0, start = 0; bucket < ends.length; bucket++) {
    const end = ends[bucket]!
    const order = orderOf(times, start, end)
    for (let position = start; position < end; position++) {
      const from = order[position - start]! + start
      sorted.time[position] = times[rowNumbers * from]!
      user[position] = cells[rowCells * from + 2]!
      item[position] = cells[rowCells * from + 3]!
      if (value) value[position] = values[rowCells * from + 4]!
    }
    start = end
  }
  return sorted
}

function isAscending(time: Float64Array): boolean {
  for (let row = 1; row < time.length; row++) if (time[row]! < time[row - 1]!) return false
  return true
}

/** Rows dealt to buckets, each bucket in the order of the file. A row lies together: time in two cells, user, item, value and one that stays empty. */
function dealToBuckets({ user, item, value, time, ticks = 1 }: CodedLog & { readonly time: Float64Array }) {
  const rows = time.length
  const buckets = Math.min(mostBuckets, Math.max(1, Math.ceil(rows / bucketRows)))
  const [low, high] = usualRange(time)
  const scale = high > low ? (buckets - 1) / (high - low) : 0
  const bucketOf = (at: number) => {
    const bucket = (at - low) * scale
    return bucket <= 0 ? 0 : bucket >= buckets - 1 ? buckets - 1 : bucket | 0
  }
  const ends = new Int32Array(buckets)
  const next = new Int32Array(buckets + 1)
  for (let row = 0; row < rows; row++) next[bucketOf(time[row]!) + 1]!++
  for (let bucket = 0; bucket < buckets; bucket++) ends[bucket] = next[bucket + 1]! += next[bucket]!
  const times = new Float64Array(rowNumbers * rows)
  const cells = new Int32Array(times.buffer)
  const values = new Float32Array(times.buffer)
  for (let row = 0; row < rows; row++) {
    const moment = time[row]!
    const at = next[bucketOf(moment)]!++
    times[rowNumbers * at] = moment / ticks
    cells[rowCells * at + 2] = user[row]!
    cells[rowCells * at + 3] = item[row]!
    if (value) values[rowCells * at + 4] = value[row]!
  }
  return { ends, cells, times }
}

/** The first and last percentile of the times, by every so many-th row: a few odd times must not squeeze all others into one bucket. */
function usualRange(time: Float64Array): readonly [number, number] {
  const step = Math.max(1, Math.floor(time.length / 4096))
  const sample = new Float64Array(Math.ceil(time.length / step)).map((_, index) => time[index * step]!).sort()
  return [sample[Math.floor(0.01 * (sample.length - 1))]!, sample[Math.ceil(0.99 * (sample.length - 1))]!]
}

let scratch: readonly [Uint32Array, Uint32Array, Int32Array, Int32Array] | undefined

/** The rows of a range, numbered from its start, in the order of their times. */
function orderOf(times: Float64Array, start: number, end: number): Int32Array {
  const rows = end - start
  if (!scratch || scratch[0].length < rows)
    scratch = [new Uint32Array(rows), new Uint32Array(rows), new Int32Array(rows), new Int32Array(rows)]
  const [keys, , order] = scratch
  for (let i = 0; i < rows; i++) order[i] = i
  let [least, most, whole] = [Infinity, -Infinity, true]
  for (let i = start; i < end; i++) {
    const at = times[rowNumbers * i]!
    if (at < least) least = at
    if (at > most) most = at
    if (whole && Math.floor(at) !== at) whole = false
  }
  if (whole && most - least < 2 ** 32) {
    for (let i = 0; i < rows; i++) keys[i] = times[rowNumbers * (start + i)]! - least
    return sortByKeys(scratch, rows, 0, most - least)
  }
  const words = new Uint32Array(times.buffer, times.byteOffset + 8 * rowNumbers * start, rowCells * rows)
  for (let i = 0; i < rows; i++)
    keys[i] = words[rowCells * i + 1]! >>> 31 ? ~words[rowCells * i]! : words[rowCells * i]!
  const byLow = sortByKeys(scratch, rows, 0, 2 ** 32 - 1)
  const from = byLow === order ? keys : scratch[1]
  for (let i = 0; i < rows; i++) {
    const high = words[rowCells * byLow[i]! + 1]!
    from[i] = high >>> 31 ? ~high : high ^ 0x80000000
  }
  return sortByKeys(scratch, rows, byLow === order ? 0 : 1, 2 ** 32 - 1)
}

/** Stable radix sort of orders by the keys that stand beside them, from one half of the scratch to the other and back; returns where the order ended. */
function sortByKeys(
  [evenKeys, oddKeys, evenOrder, oddOrder]: readonly [Uint32Array, Uint32Array, Int32Array, Int32Array],
  rows: number,
  side: 0 | 1,
  most: number,
): Int32Array {
  const next = new Int32Array(digits + 1)
  let odd = side === 1
  for (let shift = 0; shift < 32 && 2 ** shift <= most; shift += digitBits) {
    const [keys, toKeys] = odd ? [oddKeys, evenKeys] : [evenKeys, oddKeys]
    const [order, toOrder] = odd ? [oddOrder, evenOrder] : [evenOrder, oddOrder]
    next.fill(0)
    for (let i = 0; i < rows; i++) next[((keys[i]! >>> shift) & (digits - 1)) + 1]!++
    for (let digit = 0; digit < digits; digit++) next[digit + 1]! += next[digit]!
    for (let i = 0; i < rows; i++) {
      const key = keys[i]!
      const at = next[(key >>> shift) & (digits - 1)]!++
      toKeys[at] = key
      toOrder[at] = order[i]!
    }
    odd = !odd
  }
  return odd ? oddOrder : evenOrder
}
