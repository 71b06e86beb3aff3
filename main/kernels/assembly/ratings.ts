import { productOf } from './inline-double-rows'
import { multiplyAddDoubles, sumDoubleLanes } from './lanes'

/** Gradient descent on ratings in double precision; see reference/learn-ratings.ts. Rows are padded to whole lanes; `width` in bytes, a multiple of 16. */

export function learnRatings(
  from: i32,
  to: i32,
  users: usize,
  items: usize,
  values: usize,
  userRows: usize,
  itemRows: usize,
  width: usize,
  userBias: usize,
  itemBias: usize,
  biased: bool,
  mean: f64,
  learningRate: f64,
  regularization: f64,
  squares: usize,
): void {
  let sum: f64 = 0
  for (let at = from; at < to; ) {
    const user = <usize>load<u32>(users + (<usize>at << 2))
    const end = endOfRun(users, at, to)
    const row = userRows + user * width
    const bias = userBias + (user << 3)
    sum += learnRun(at, end, items, values, row, itemRows, width, bias, itemBias, biased, mean, learningRate, regularization, 1)
    at = end
  }
  store<f64>(squares, load<f64>(squares) + sum)
}

/** With what a user rated as a signal of its own; see reference/learn-implicit-ratings.ts. `scratch` has room for two rows. */
export function learnImplicitRatings(
  from: i32,
  to: i32,
  users: usize,
  items: usize,
  values: usize,
  userRows: usize,
  itemRows: usize,
  width: usize,
  userBias: usize,
  itemBias: usize,
  mean: f64,
  learningRate: f64,
  regularization: f64,
  squares: usize,
  offsets: usize,
  indices: usize,
  implicit: usize,
  scratch: usize,
): void {
  const before = scratch + width
  const keep = 1 - learningRate * regularization
  let sum: f64 = 0
  for (let at = from; at < to; ) {
    const user = <usize>load<u32>(users + (<usize>at << 2))
    const end = endOfRun(users, at, to)
    const first = indices + (<usize>load<u32>(offsets + (user << 2)) << 2)
    const last = indices + (<usize>load<u32>(offsets + (user << 2), 4) << 2)
    const perItem = 1 / sqrt<f64>(<f64>((last - first) >> 2))
    const row = userRows + user * width
    sumRows(first, last, implicit, width, perItem, row, scratch)
    memory.copy(before, scratch, width)
    const bias = userBias + (user << 3)
    sum += learnRun(at, end, items, values, scratch, itemRows, width, bias, itemBias, true, mean, learningRate, regularization, 2)
    let kept: f64 = 1
    for (let rating = at; rating < end; rating++) kept *= keep
    moveApart(first, last, implicit, width, perItem, row, before, scratch, kept)
    at = end
  }
  store<f64>(squares, load<f64>(squares) + sum)
}

/** The first rating of another user. */
@inline
function endOfRun(users: usize, at: i32, to: i32): i32 {
  const user = load<u32>(users + (<usize>at << 2))
  let end = at + 1
  while (end < to && load<u32>(users + (<usize>end << 2)) == user) end++
  return end
}

/**
 * Ratings of one user, one after the other; the sum of the squared errors. The product for a rating is summed while the rating before it is learned, unless both are
 * of one item. The user's row takes `share` times the step of an item's.
 */
function learnRun(
  from: i32,
  to: i32,
  items: usize,
  values: usize,
  row: usize,
  itemRows: usize,
  width: usize,
  userBias: usize,
  itemBias: usize,
  biased: bool,
  mean: f64,
  learningRate: f64,
  regularization: f64,
  share: f64,
): f64 {
  const keep = 1 - learningRate * regularization
  const end = items + (<usize>to << 2)
  let sum: f64 = 0
  let item = <usize>load<u32>(items + (<usize>from << 2))
  let product = productOf(row, itemRows + item * width, width)
  let bias = load<f64>(userBias)
  let value = values + (<usize>from << 2)
  for (let at = items + (<usize>from << 2); at < end; at += 4, value += 4) {
    const own = itemBias + (item << 3)
    const itsBias = load<f64>(own)
    const error = <f64>load<f32>(value) - (biased ? mean + bias + itsBias + product : product)
    sum += error * error
    if (biased) {
      bias += learningRate * (error - regularization * bias)
      store<f64>(own, itsBias + learningRate * (error - regularization * itsBias))
    }
    const step = learningRate * error
    const q = itemRows + item * width
    const following = at + 4 < end ? <usize>load<u32>(at, 4) : item
    if (following != item) {
      product = learnAndMultiply(row, q, itemRows + following * width, width, keep, share * step, step)
    } else {
      learnAndMultiply(row, q, q, width, keep, share * step, step)
      product = productOf(row, q, width)
    }
    item = following
  }
  store<f64>(userBias, bias)
  return sum
}

/** p ← κ p + a q, q ← κ q + b p, both from the old values; the product of the new p and another row, summed as productOf sums. */
@inline
function learnAndMultiply(p: usize, q: usize, other: usize, width: usize, keep: f64, a: f64, b: f64): f64 {
  const kept = f64x2.splat(keep)
  const forP = f64x2.splat(a)
  const forQ = f64x2.splat(b)
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  const end = p + width
  for (const whole = p + (width & ~31); p < whole; p += 32, q += 32, other += 32) {
    const x = v128.load(p)
    const y = v128.load(q)
    const newX = multiplyAddDoubles(forP, y, f64x2.mul(kept, x))
    first = multiplyAddDoubles(newX, v128.load(other), first)
    v128.store(p, newX)
    v128.store(q, multiplyAddDoubles(forQ, x, f64x2.mul(kept, y)))
    const z = v128.load(p, 16)
    const w = v128.load(q, 16)
    const newZ = multiplyAddDoubles(forP, w, f64x2.mul(kept, z))
    second = multiplyAddDoubles(newZ, v128.load(other, 16), second)
    v128.store(p, newZ, 16)
    v128.store(q, multiplyAddDoubles(forQ, z, f64x2.mul(kept, w)), 16)
  }
  if (p < end) {
    const x = v128.load(p)
    const y = v128.load(q)
    const newX = multiplyAddDoubles(forP, y, f64x2.mul(kept, x))
    first = multiplyAddDoubles(newX, v128.load(other), first)
    v128.store(p, newX)
    v128.store(q, multiplyAddDoubles(forQ, x, f64x2.mul(kept, y)))
  }
  return sumDoubleLanes(f64x2.add(first, second))
}

/** into ← row + α Σ of the rows that are named. */
function sumRows(first: usize, last: usize, rows: usize, width: usize, alpha: f64, row: usize, into: usize): void {
  memory.fill(into, 0, width)
  for (; first < last; first += 4) {
    const from = rows + <usize>load<u32>(first) * width
    for (let k: usize = 0; k < width; k += 16)
      v128.store(into + k, f64x2.add(v128.load(into + k), v128.load(from + k)))
  }
  const share = f64x2.splat(alpha)
  for (let k: usize = 0; k < width; k += 16)
    v128.store(into + k, multiplyAddDoubles(share, v128.load(into + k), v128.load(row + k)))
}

/**
 * What a user's row moved, m = (after − kept · before) / 2, for the two that it is the sum of: row ← kept · row + m, and kept · row + α m for the rows that are
 * named.
 */
function moveApart(
  first: usize,
  last: usize,
  rows: usize,
  width: usize,
  alpha: f64,
  row: usize,
  before: usize,
  after: usize,
  kept: f64,
): void {
  const left = f64x2.splat(kept)
  const half = f64x2.splat(0.5)
  const share = f64x2.splat(alpha)
  for (let k: usize = 0; k < width; k += 16) {
    const moved = f64x2.mul(half, f64x2.sub(v128.load(after + k), f64x2.mul(left, v128.load(before + k))))
    v128.store(row + k, multiplyAddDoubles(left, v128.load(row + k), moved))
    v128.store(after + k, f64x2.mul(share, moved))
  }
  for (; first < last; first += 4) {
    const to = rows + <usize>load<u32>(first) * width
    for (let k: usize = 0; k < width; k += 16)
      v128.store(to + k, multiplyAddDoubles(left, v128.load(to + k), v128.load(after + k)))
  }
}
