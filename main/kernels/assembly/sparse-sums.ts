/** Columns whose terms are looked through together; see wasm/sum-sparse-rows.ts. */
const blockColumns: i32 = 256

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
  const length = <usize>(room + 3) << 3
  const copy = scratch + <usize>blockColumns * length
  const other = copy + length
  const least = other + length
  const counts = least + (blockColumns << 3)
  const next = counts + (blockColumns << 2)
  const list = last - first
  for (let at = 0; at < list; at++) {
    const row = load<i32>(rows + (<usize>(first + at) << 2))
    store<i32>(next + (<usize>at << 2), load<i32>(rowOffsets + (<usize>row << 2)))
  }
  for (let start = 0; start < columns; start += blockColumns) {
    const stop = <u32>min(start + blockColumns, columns)
    memory.fill(least, 0, blockColumns * 12)
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
        held += i32(term > load<f64>(least + (place << 3)))
        if (held == room) {
          store<f64>(least + (place << 3), keepLargest(terms, held, most, copy, other))
          held = most
        }
        store<i32>(count, held)
      }
      store<i32>(next + (<usize>at << 2), entry)
    }
    for (let column = start; column < <i32>stop; column++) {
      const place = <usize>(column - start)
      const terms = scratch + place * length
      let held = load<i32>(counts + (place << 2))
      let sum = load<f64>(sums + (<usize>column << 3))
      if (held > most) sum += sumLargest(terms, held, most, copy, other)
      else for (let term = 0; term < held; term++) sum += load<f64>(terms + (<usize>term << 3))
      store<f64>(sums + (<usize>column << 3), sum)
    }
  }
}

/** Guesses at a value between the largest terms and the rest, before it is looked for exactly. */
const mostGuesses: i32 = 10

/** The sum of the largest of more terms. */
function sumLargest(terms: usize, count: i32, most: i32, copy: usize, other: usize): f64 {
  const between = findBetween(terms, count, most)
  const end = terms + (<usize>count << 3)
  if (between >= 0) return sumAbove(terms, end, between)
  memory.copy(copy, terms, <usize>count << 3)
  const cut = findLargest(copy, other, count, most)
  return sumAbove(terms, end, cut) + <f64>(most - countAbove(terms, end, cut)) * cut
}

/** Leaves the largest of more terms in their order, the first among equals, and gives a value that no further term may be at or below. */
function keepLargest(terms: usize, count: i32, most: i32, copy: usize, other: usize): f64 {
  let cut = findBetween(terms, count, most)
  let ties = 0
  if (cut < 0) {
    memory.copy(copy, terms, <usize>count << 3)
    cut = findLargest(copy, other, count, most)
    ties = most - countAbove(terms, terms + (<usize>count << 3), cut)
  }
  let kept = 0
  for (let term = 0; term < count; term++) {
    const value = load<f64>(terms + (<usize>term << 3))
    store<f64>(terms + (<usize>kept << 3), value)
    const isTie = i32(value == cut) & i32(ties > 0)
    kept += i32(value > cut) + isTie
    ties -= isTie
  }
  return cut
}

/** A value that as many of the terms exceed, guessed from their mean on between values that more and fewer exceed; −1 where none is found, as with equal ones. */
function findBetween(terms: usize, count: i32, most: i32): f64 {
  const end = terms + (<usize>count << 3)
  // Up to three more terms that exceed nothing fill the last step.
  store<f64>(end, 0)
  store<f64>(end, 0, 8)
  store<f64>(end, 0, 16)
  let sums = f64x2.splat(0)
  let largest = f64x2.splat(0)
  for (let term = terms; term < end; term += 16) {
    const two = v128.load(term)
    sums = f64x2.add(sums, two)
    largest = f64x2.pmax(two, largest)
  }
  let guess = (f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)) / <f64>count
  let low: f64 = 0
  let high = max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1))
  let aboveLow = count
  let aboveHigh = 0
  for (let tried = 0; tried < mostGuesses; tried++) {
    const above = countAbove(terms, end, guess)
    if (above == most) return guess
    if (above > most) {
      low = guess
      aboveLow = above
    } else {
      high = guess
      aboveHigh = above
    }
    const share: f64 = tried & 1 ? 0.5 : <f64>(aboveLow - most) / <f64>(aboveLow - aboveHigh)
    guess = low + (high - low) * share
  }
  return -1
}

@inline
function countAbove(terms: usize, end: usize, value: f64): i32 {
  const values = f64x2.splat(value)
  let first = i64x2.splat(0)
  let second = i64x2.splat(0)
  for (let term = terms; term < end; term += 32) {
    first = i64x2.sub(first, f64x2.gt(v128.load(term), values))
    second = i64x2.sub(second, f64x2.gt(v128.load(term, 16), values))
  }
  const both = i64x2.add(first, second)
  return <i32>(i64x2.extract_lane(both, 0) + i64x2.extract_lane(both, 1))
}

@inline
function sumAbove(terms: usize, end: usize, value: f64): f64 {
  const values = f64x2.splat(value)
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  for (let term = terms; term < end; term += 32) {
    const a = v128.load(term)
    const b = v128.load(term, 16)
    first = f64x2.add(first, v128.and(a, f64x2.gt(a, values)))
    second = f64x2.add(second, v128.and(b, f64x2.gt(b, values)))
  }
  const both = f64x2.add(first, second)
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1)
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
