/** Columns whose terms are looked through together; see wasm/sum-sparse-rows.ts. */
const blockColumns: i32 = 64

/** See reference/sum-sparse-rows.ts; an address of 0 stands for an array that is empty. */
export function sumSparseRows(
  from: i32,
  to: i32,
  thread: i32,
  offsets: usize,
  rows: usize,
  amounts: usize,
  rowOffsets: usize,
  rowColumns: usize,
  rowValues: usize,
  single: i32,
  base: usize,
  most: i32,
  room: i32,
  columns: i32,
  into: usize,
  scratch: usize,
  stride: usize,
): void {
  for (let list = from; list < to; list++) {
    const first = load<i32>(offsets + (<usize>list << 2))
    const last = load<i32>(offsets + (<usize>list << 2), 4)
    const sums = into + ((<usize>list * columns) << 3)
    if (base != 0) memory.copy(sums, base, <usize>columns << 3)
    else memory.fill(sums, 0, <usize>columns << 3)
    if (most > 0 && last - first > most) {
      const own = scratch + <usize>thread * stride
      addLargest(first, last, rows, amounts, rowOffsets, rowColumns, rowValues, single, most, room, columns, sums, own)
      continue
    }
    for (let at = first; at < last; at++) {
      const row = rowOffsets + (<usize>load<i32>(rows + (<usize>at << 2)) << 2)
      const amount: f64 = amounts == 0 ? 1 : load<f64>(amounts + (<usize>at << 3))
      const begin = load<i32>(row)
      const end = load<i32>(row, 4)
      let column = rowColumns + (<usize>begin << 2)
      const stop = rowColumns + (<usize>end << 2)
      if (rowValues == 0) {
        for (; column < stop; column += 4) add(sums, column, amount)
      } else if (single) {
        let value = rowValues + (<usize>begin << 2)
        for (; column < stop; column += 4, value += 4) add(sums, column, amount * <f64>load<f32>(value))
      } else {
        let value = rowValues + (<usize>begin << 3)
        for (; column < stop; column += 4, value += 8) add(sums, column, amount * load<f64>(value))
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function add(sums: usize, column: usize, term: f64): void {
  const sum = sums + (<usize>load<u32>(column) << 3)
  store<f64>(sum, load<f64>(sum) + term)
}

/** Adds the largest terms of each column, a block of columns at a time, so that their terms stay in the cache. */
function addLargest(
  first: i32,
  last: i32,
  rows: usize,
  amounts: usize,
  rowOffsets: usize,
  rowColumns: usize,
  rowValues: usize,
  single: i32,
  most: i32,
  room: i32,
  columns: i32,
  sums: usize,
  scratch: usize,
): void {
  const length = <usize>room << 3
  const copy = scratch + <usize>blockColumns * length
  const other = copy + length
  const counts = other + length
  const next = counts + (blockColumns << 2)
  const list = last - first
  for (let at = 0; at < list; at++) {
    const row = load<i32>(rows + (<usize>(first + at) << 2))
    store<i32>(next + (<usize>at << 2), load<i32>(rowOffsets + (<usize>row << 2)))
  }
  for (let start = 0; start < columns; start += blockColumns) {
    const stop = <u32>min(start + blockColumns, columns)
    memory.fill(counts, 0, blockColumns << 2)
    for (let at = 0; at < list; at++) {
      const row = load<i32>(rows + (<usize>(first + at) << 2))
      const end = load<i32>(rowOffsets + (<usize>row << 2), 4)
      const amount: f64 = amounts == 0 ? 1 : load<f64>(amounts + (<usize>(first + at) << 3))
      let entry = load<i32>(next + (<usize>at << 2))
      for (; entry < end; entry++) {
        const column = load<u32>(rowColumns + (<usize>entry << 2))
        if (column >= stop) break
        let term = amount
        if (rowValues != 0)
          term *= single ? <f64>load<f32>(rowValues + (<usize>entry << 2)) : load<f64>(rowValues + (<usize>entry << 3))
        const place = <usize>(column - start)
        const count = counts + (place << 2)
        const terms = scratch + place * length
        let held = load<i32>(count)
        store<f64>(terms + (<usize>held << 3), term)
        held += i32(term > 0)
        if (held == room) held = keepLargest(terms, held, most, copy, other)
        store<i32>(count, held)
      }
      store<i32>(next + (<usize>at << 2), entry)
    }
    for (let column = start; column < <i32>stop; column++) {
      const place = <usize>(column - start)
      const terms = scratch + place * length
      let held = load<i32>(counts + (place << 2))
      if (held > most) held = keepLargest(terms, held, most, copy, other)
      let sum = load<f64>(sums + (<usize>column << 3))
      for (let term = 0; term < held; term++) sum += load<f64>(terms + (<usize>term << 3))
      store<f64>(sums + (<usize>column << 3), sum)
    }
  }
}

/** Leaves the largest of more terms in their order, the first among equals. */
function keepLargest(terms: usize, count: i32, most: i32, copy: usize, other: usize): i32 {
  if (count <= most) return count
  memory.copy(copy, terms, <usize>count << 3)
  const cut = findLargest(copy, other, count, most)
  let ties = most
  for (let term = 0; term < count; term++) ties -= i32(load<f64>(terms + (<usize>term << 3)) > cut)
  let kept = 0
  for (let term = 0; term < count; term++) {
    const value = load<f64>(terms + (<usize>term << 3))
    store<f64>(terms + (<usize>kept << 3), value)
    const ties1 = i32(value == cut) & i32(ties > 0)
    kept += i32(value > cut) + ties1
    ties -= ties1
  }
  return kept
}

/** The value of a rank from 1, largest first; both arrays are written. */
function findLargest(values: usize, spare: usize, size: i32, rank: i32): f64 {
  let from = values
  let room = spare
  let count = size
  let wanted = rank
  while (true) {
    const a = load<f64>(from)
    const b = load<f64>(from + (<usize>(count >> 1) << 3))
    const c = load<f64>(from + (<usize>(count - 1) << 3))
    const pivot = max(min(a, b), min(max(a, b), c))
    let above = 0
    let below = 0
    for (let place = 0; place < count; place++) {
      const value = load<f64>(from + (<usize>place << 3))
      store<f64>(from + (<usize>above << 3), value)
      above += i32(value > pivot)
      store<f64>(room + (<usize>below << 3), value)
      below += i32(value < pivot)
    }
    if (wanted <= above) {
      count = above
    } else if (wanted <= count - below) {
      return pivot
    } else {
      wanted -= count - below
      count = below
      const swap = from
      from = room
      room = swap
    }
  }
}
