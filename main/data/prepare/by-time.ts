import { shared, type LogBlock } from '../columns/blocks.ts'

/** Neighbouring times share a bucket; the first and the last hold whatever is earlier and later. */
export interface TimeScale {
  readonly low: number
  /** Buckets in a tick; 0 where there is one bucket. */
  readonly scale: number
  readonly buckets: number
}

const digitBits = 11
const digits = 2 ** digitBits
/** So many rows of a bucket lie in the cache of a core together. */
const bucketRows = 2 ** 14
const mostBuckets = 2048
/** Cells of four and numbers of eight bytes in a row that is dealt: time in two cells, user, item, value and one that stays empty. */
const rowCells = 6
const rowNumbers = 3

/** Buckets that hold about as many rows each, by the first and last percentile of every so many-th time: a few odd times must not squeeze all others into one bucket. */
export function timeScale(columns: readonly Float64Array[]): TimeScale {
  const rows = columns.reduce((sum, { length }) => sum + length, 0)
  const step = Math.max(1, Math.floor(rows / 4096))
  const sample = columns.flatMap((column) =>
    Array.from({ length: Math.ceil(column.length / step) }, (_, i) => column[i * step]!),
  )
  sample.sort((a, b) => a - b)
  const [low, high] = [Math.floor(0.01 * (sample.length - 1)), Math.ceil(0.99 * (sample.length - 1))].map(
    (at) => sample[at]!,
  )
  const buckets = Math.min(mostBuckets, Math.max(1, Math.ceil(rows / bucketRows)))
  return { low: low!, scale: high! > low! ? (buckets - 1) / (high! - low!) : 0, buckets }
}

const bucketOf = (at: number, low: number, scale: number, last: number) => {
  const bucket = (at - low) * scale
  return bucket <= 0 ? 0 : bucket >= last ? last : bucket | 0
}

/** Rows in each bucket. */
export function countBuckets({
  blocks,
  scale: { low, scale, buckets },
}: {
  readonly blocks: readonly LogBlock[]
  readonly scale: TimeScale
}): Int32Array {
  const counts = new Int32Array(buckets)
  for (const { time } of blocks)
    for (let row = 0; row < time!.length; row++) counts[bucketOf(time![row]!, low, scale, buckets - 1)]!++
  return counts
}

export interface DealRows {
  readonly blocks: readonly LogBlock[]
  readonly scale: TimeScale
  /** Where the rows of these blocks begin in each bucket. */
  readonly starts: Int32Array
  readonly ticks: number
  /** The rows that are dealt, side by side. */
  readonly into: Float64Array
}

/** Room for so many rows that are dealt. */
export const roomForRows = (rows: number): Float64Array => shared(Float64Array, rowNumbers * rows)

/** Deals rows to the buckets of their times, as they stand; times become seconds. */
export function dealRows({ blocks, scale: { low, scale, buckets }, starts, ticks, into: times }: DealRows): void {
  const next = Int32Array.from(starts)
  const cells = new Int32Array(times.buffer)
  const values = new Float32Array(times.buffer)
  for (const { user, item, value, time } of blocks) dealBlock(user, item, value, time!)

  function dealBlock(user: Int32Array, item: Int32Array, value: LogBlock['value'], time: Float64Array) {
    for (let row = 0; row < user.length; row++) {
      const moment = time[row]!
      const at = next[bucketOf(moment, low, scale, buckets - 1)]!++
      times[rowNumbers * at] = moment / ticks
      cells[rowCells * at + 2] = user[row]!
      cells[rowCells * at + 3] = item[row]!
      if (value) values[rowCells * at + 4] = value[row]!
    }
  }
}

export interface SortBuckets {
  readonly dealt: Float64Array
  /** The first row of the first bucket, and the ends of all that are sorted. */
  readonly start: number
  readonly ends: Int32Array
  /** The blocks that take the rows, and the first row of the first. */
  readonly blocks: readonly LogBlock[]
  readonly row: number
}

/** Sorts the rows of neighbouring buckets by the digits of their times, equal times as they stand, and puts them into blocks. */
export function sortBuckets({ dealt: times, start: first, ends, blocks, row }: SortBuckets): void {
  const cells = new Int32Array(times.buffer)
  const values = new Float32Array(times.buffer)
  let block = 0
  let begin = row
  for (let bucket = 0, start = first; bucket < ends.length; start = ends[bucket++]!) {
    const end = ends[bucket]!
    const order = orderOf(times, start, end)
    for (let position = start; position < end;) {
      while (position >= begin + blocks[block]!.user.length) begin += blocks[block++]!.user.length
      const { user, item, value, time } = blocks[block]!
      const stop = Math.min(end, begin + user.length)
      for (; position < stop; position++) {
        const from = order[position - start]! + start
        const to = position - begin
        time![to] = times[rowNumbers * from]!
        user[to] = cells[rowCells * from + 2]!
        item[to] = cells[rowCells * from + 3]!
        if (value) value[to] = values[rowCells * from + 4]!
      }
    }
  }
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
