import { multiplyAddDoubles } from './lanes'

/**
 * The best items of rows by inner product; see reference/best-products.ts. Products are screened in integers, sixteen bits a factor: their sums are
 * exact, and how far they are from the scaled product has a bound. Items stand in descending order of length, so that a row ends where no item can reach its list.
 */

/** Rows of a block; a multiple of 4. */
const blockRows: i32 = 64
/** Items of a panel. */
const panelItems: i32 = 8
/** Panels between two looks at whether the rest can be left out. */
const chunkPanels: i32 = 16
/** Length of a row in integers. */
const rowLength: f64 = 32000
/** Bytes of a row's state: what lies below its threshold, how many are kept, its margin, its length. */
const stateBytes: usize = 24
/** Relative width within which two scores may round to the same 12 significant digits. */
const hidden: f64 = 1e-11

/**
 * @param left rows of `width` doubles
 * @param panels items in their order, eight together: two entries of each of the eight, then the next two
 * @param reaches largest length in integers of each chunk of items
 * @param itemLength largest scaled length of an item
 * @param itemError largest length of what rounding changed of an item
 * @param scratch per thread: the integers of a block, its states, its best products, its kept products
 */
export function bestProducts(
  from: i32,
  to: i32,
  thread: i32,
  left: usize,
  rows: i32,
  width: usize,
  right: usize,
  panels: usize,
  order: usize,
  items: i32,
  reaches: usize,
  itemLength: f64,
  itemError: f64,
  seenRows: usize,
  seenOffsets: usize,
  seenIndices: usize,
  keep: i32,
  room: i32,
  counts: usize,
  found: usize,
  scores: usize,
  scratch: usize,
  scratchBytes: usize,
): void {
  const pairs = (width + 1) >> 1
  const integers = scratch + <usize>thread * scratchBytes
  const states = integers + <usize>blockRows * (pairs << 2)
  const heaps = states + <usize>blockRows * stateBytes
  const kept = heaps + <usize>blockRows * (<usize>keep << 2)
  const tile = kept + <usize>blockRows * (<usize>room << 2)
  const panelBytes = pairs << 5
  const panelCount = (items + panelItems - 1) / panelItems
  for (let block = from; block < to; block++) {
    const first = block * blockRows
    const count = min(blockRows, rows - first)
    const groups = (count + 3) >> 2
    memory.fill(integers, 0, <usize>blockRows * (pairs << 2))
    for (let k = 0; k < 4 * groups; k++) {
      const known = k < count
      const heap = heaps + <usize>k * (<usize>keep << 2)
      for (let place = 0; place < keep; place++) store<i32>(heap + (<usize>place << 2), i32.MIN_VALUE)
      begin(
        known ? left + <usize>(first + k) * (width << 3) : 0,
        width,
        integers + <usize>(k >> 2) * (pairs << 4) + (<usize>(k & 3) << 2),
        states + <usize>k * stateBytes,
        itemLength,
        itemError,
      )
    }
    for (let start = 0; start < panelCount; start += chunkPanels) {
      const reach = load<f64>(reaches + (<usize>(start / chunkPanels) << 3))
      const end = min(panelCount, start + chunkPanels)
      let active = false
      for (let group = 0; group < groups; group++) {
        const state = states + <usize>group * 4 * stateBytes
        if (!canReach(state, reach)) continue
        active = true
        for (let panel = start; panel < end; panel++) {
          const hit = multiplyPanel(
            integers + <usize>group * (pairs << 4),
            panels + <usize>panel * panelBytes,
            panelBytes,
            state,
            tile,
          )
          if (!hit) continue
          for (let k = 0; k < 4; k++) {
            const row = first + 4 * group + k
            if (row >= rows) break
            offer(
              tile + (<usize>k << 5),
              panel * panelItems,
              items,
              state + <usize>k * stateBytes,
              order,
              seenOffsets + (<usize>load<i32>(seenRows + (<usize>row << 2)) << 2),
              seenIndices,
              heaps + <usize>(4 * group + k) * (<usize>keep << 2),
              keep,
              room,
              kept + <usize>(4 * group + k) * (<usize>room << 2),
              found + <usize>row * (<usize>room << 2),
            )
          }
        }
      }
      if (!active) break
    }
    for (let k = 0; k < count; k++) {
      const at = <usize>(first + k)
      finish(
        states + <usize>k * stateBytes,
        kept + <usize>k * (<usize>room << 2),
        found + at * (<usize>room << 2),
        order,
        left + at * (width << 3),
        right,
        width,
        scores + at * (<usize>room << 3),
        heaps,
        keep,
        counts + (at << 2),
      )
    }
  }
}

/** The integers of a row and its margin: twice the distance between product and scaled product, and what rounding to twelve digits may hide. */
function begin(row: usize, width: usize, into: usize, state: usize, itemLength: f64, itemError: f64): void {
  store<i32>(state, i32.MAX_VALUE)
  store<i32>(state, 0, 4)
  store<f64>(state, 0, 16)
  if (row == 0) return
  let square: f64 = 0
  for (let k: usize = 0; k < width; k++) square += load<f64>(row + (k << 3)) * load<f64>(row + (k << 3))
  if (!(square > 1e-200 && square < 1e200)) {
    store<i32>(state, -1, 4)
    return
  }
  const scale = rowLength / Math.sqrt(square)
  let length: f64 = 0
  let error: f64 = 0
  for (let k: usize = 0; k < width; k++) {
    const wanted = scale * load<f64>(row + (k << 3))
    const rounded = nearest(wanted)
    length += rounded * rounded
    error += (wanted - rounded) * (wanted - rounded)
    store<i16>(into + ((k >> 1) << 4) + ((k & 1) << 1), <i16>rounded)
  }
  length = Math.sqrt(length)
  const margin = 2 * (Math.sqrt(error) * itemLength + length * itemError)
  store<i32>(state, i32.MIN_VALUE)
  store<i32>(state, <i32>ceil(1.000001 * margin) + 4, 8)
  store<f64>(state, 1.000001 * length, 16)
}

/** Whether an item of such a length may reach the list of one of four rows. */
@inline
function canReach(state: usize, reach: f64): bool {
  return (
    reachesOne(state, reach) ||
    reachesOne(state + stateBytes, reach) ||
    reachesOne(state + 2 * stateBytes, reach) ||
    reachesOne(state + 3 * stateBytes, reach)
  )
}

@inline
function reachesOne(state: usize, reach: f64): bool {
  return load<f64>(state, 16) * reach >= <f64>load<i32>(state)
}

/** Products of four rows with eight items into the tile; whether one is above its row's threshold. */
@inline
function multiplyPanel(rows: usize, panel: usize, panelBytes: usize, state: usize, tile: usize): bool {
  let a0 = i32x4.splat(0)
  let a1 = i32x4.splat(0)
  let b0 = i32x4.splat(0)
  let b1 = i32x4.splat(0)
  let c0 = i32x4.splat(0)
  let c1 = i32x4.splat(0)
  let d0 = i32x4.splat(0)
  let d1 = i32x4.splat(0)
  const end = panel + panelBytes
  for (; panel < end; panel += 32) {
    const left = v128.load(panel)
    const right = v128.load(panel, 16)
    const a = v128.load_splat<i32>(rows)
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(a, left))
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(a, right))
    const b = v128.load_splat<i32>(rows, 4)
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(b, left))
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(b, right))
    const c = v128.load_splat<i32>(rows, 8)
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(c, left))
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(c, right))
    const d = v128.load_splat<i32>(rows, 12)
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(d, left))
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(d, right))
    rows += 16
  }
  const a = i32x4.gt_s(i32x4.max_s(a0, a1), v128.load_splat<i32>(state))
  const b = i32x4.gt_s(i32x4.max_s(b0, b1), v128.load_splat<i32>(state + stateBytes))
  const c = i32x4.gt_s(i32x4.max_s(c0, c1), v128.load_splat<i32>(state + 2 * stateBytes))
  const d = i32x4.gt_s(i32x4.max_s(d0, d1), v128.load_splat<i32>(state + 3 * stateBytes))
  if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) return false
  v128.store(tile, a0)
  v128.store(tile, a1, 16)
  v128.store(tile, b0, 32)
  v128.store(tile, b1, 48)
  v128.store(tile, c0, 64)
  v128.store(tile, c1, 80)
  v128.store(tile, d0, 96)
  v128.store(tile, d1, 112)
  return true
}

/** Keeps those of eight products that are above the threshold of their row and not of an item that it has seen, and raises the threshold. */
function offer(
  products: usize,
  firstItem: i32,
  items: i32,
  state: usize,
  order: usize,
  seen: usize,
  seenIndices: usize,
  heap: usize,
  keep: i32,
  room: i32,
  kept: usize,
  found: usize,
): void {
  let below = load<i32>(state)
  for (let place = 0; place < panelItems; place++) {
    const product = load<i32>(products + (<usize>place << 2))
    const position = firstItem + place
    if (product <= below || position >= items) continue
    const item = load<i32>(order + (<usize>position << 2))
    if (contains(seenIndices, load<i32>(seen), load<i32>(seen, 4), item)) continue
    let count = load<i32>(state, 4)
    if (count == room) {
      count = compact(kept, found, count, below)
      if (count > room - (room >> 2)) {
        store<i32>(state, i32.MAX_VALUE)
        store<i32>(state, -1, 4)
        store<f64>(state, 0, 16)
        return
      }
    }
    store<i32>(kept + (<usize>count << 2), product)
    store<i32>(found + (<usize>count << 2), position)
    store<i32>(state, count + 1, 4)
    if (product > load<i32>(heap)) {
      replaceLeast<i32>(heap, keep, product)
      const least = load<i32>(heap)
      if (least > i32.MIN_VALUE) below = least - load<i32>(state, 8)
    }
  }
  store<i32>(state, below)
}

/** Whether an ascending part of numbers has one. */
@inline
function contains(numbers: usize, low: i32, end: i32, wanted: i32): bool {
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (load<i32>(numbers + (<usize>middle << 2)) < wanted) low = middle + 1
    else high = middle
  }
  return low < end && load<i32>(numbers + (<usize>low << 2)) == wanted
}

/** Puts a number in the place of the least of a heap. */
@inline
function replaceLeast<T>(heap: usize, size: i32, value: T): void {
  let place = 0
  for (;;) {
    let child = 2 * place + 1
    if (child >= size) break
    let least = load<T>(heap + <usize>child * sizeof<T>())
    if (child + 1 < size) {
      const other = load<T>(heap + <usize>(child + 1) * sizeof<T>())
      if (other < least) {
        least = other
        child++
      }
    }
    if (least >= value) break
    store<T>(heap + <usize>place * sizeof<T>(), least)
    place = child
  }
  store<T>(heap + <usize>place * sizeof<T>(), value)
}

/** Leaves out what fell below the threshold; gives how many stay. */
function compact(kept: usize, found: usize, count: i32, below: i32): i32 {
  let left = 0
  for (let k = 0; k < count; k++) {
    const product = load<i32>(kept + (<usize>k << 2))
    if (product <= below) continue
    store<i32>(kept + (<usize>left << 2), product)
    store<i32>(found + (<usize>left << 2), load<i32>(found + (<usize>k << 2)))
    left++
  }
  return left
}

/** The items of what is kept with their scores in double precision, without those that fall short of the list; ascending by item. */
function finish(
  state: usize,
  kept: usize,
  found: usize,
  order: usize,
  row: usize,
  right: usize,
  width: usize,
  scores: usize,
  heap: usize,
  keep: i32,
  into: usize,
): void {
  let count = load<i32>(state, 4)
  if (count > 0) count = compact(kept, found, count, load<i32>(state))
  for (let k = 0; k < count; k++) {
    const cell = found + (<usize>k << 2)
    store<i32>(cell, load<i32>(order + (<usize>load<i32>(cell) << 2)))
  }
  for (let k = 0; k < count; k += 4) scoreFour(found + (<usize>k << 2), count - 1 - k, row, right, width, scores + (<usize>k << 3))
  if (count > 0) count = selectBest(found, scores, count, heap, keep)
  store<i32>(into, count)
}

/** Scores of four items, each summed in the order of the factors. */
@inline
function scoreFour(items: usize, last: i32, row: usize, right: usize, width: usize, into: usize): void {
  const stride = width << 3
  const p0 = right + <usize>load<i32>(items) * stride
  const p1 = right + <usize>load<i32>(items + (<usize>min(1, last) << 2)) * stride
  const p2 = right + <usize>load<i32>(items + (<usize>min(2, last) << 2)) * stride
  const p3 = right + <usize>load<i32>(items + (<usize>min(3, last) << 2)) * stride
  let s0 = f64x2.splat(0)
  let s1 = f64x2.splat(0)
  for (let k: usize = 0; k < stride; k += 8) {
    const value = v128.load_splat<f64>(row + k)
    s0 = multiplyAddDoubles(value, pairOf(p0 + k, p1 + k), s0)
    s1 = multiplyAddDoubles(value, pairOf(p2 + k, p3 + k), s1)
  }
  v128.store(into, s0)
  v128.store(into, s1, 16)
}

/** Two doubles of two places. */
@inline
function pairOf(a: usize, b: usize): v128 {
  return v128.load_lane<f64>(b, v128.load_splat<f64>(a), 1)
}

/** Keeps those that score as the last of the list or more, or less by as little as rounding to twelve digits may hide; sorted by item. */
@inline
function selectBest(found: usize, scores: usize, count: i32, heap: usize, keep: i32): i32 {
  for (let place = 0; place < keep; place++) store<f64>(heap + (<usize>place << 3), -Infinity)
  for (let k = 0; k < count; k++) {
    const score = load<f64>(scores + (<usize>k << 3))
    if (score > load<f64>(heap)) replaceLeast<f64>(heap, keep, score)
  }
  const last = load<f64>(heap)
  const least = last == -Infinity ? last : last - hidden * abs(last)
  let left = 0
  for (let k = 0; k < count; k++) {
    const score = load<f64>(scores + (<usize>k << 3))
    if (score < least) continue
    const item = load<i32>(found + (<usize>k << 2))
    let place = left++
    for (; place > 0; place--) {
      const before = load<i32>(found + (<usize>(place - 1) << 2))
      if (before < item) break
      store<i32>(found + (<usize>place << 2), before)
      store<f64>(scores + (<usize>place << 3), load<f64>(scores + (<usize>(place - 1) << 3)))
    }
    store<i32>(found + (<usize>place << 2), item)
    store<f64>(scores + (<usize>place << 3), score)
  }
  return left
}
