import { addScaled, productOf } from './inline-double-rows'
import { multiplyAddDoubles, sumDoubleLanes } from './lanes'

/** Regressions of arms of a bandit; block triangles are those of reference/block-triangle.ts. Widths are in bytes, multiples of 32. */

/** Means and variances of arms `0` to `arms`; see reference/estimate-arms.ts. `variances` is 0 where they are not asked for. */
export function estimateArms(
  arms: i32,
  context: usize,
  width: usize,
  weights: usize,
  pool: usize,
  places: usize,
  counts: usize,
  regularization: f64,
  scratch: usize,
  means: usize,
  variances: usize,
): void {
  multiplyRows(weights, context, width, arms, means)
  if (variances == 0) return
  const largest = productOf(context, context, width) / regularization
  const length = triangleBytes(width)
  const squares = scratch + 32
  let first: usize = 0
  let second: usize = 0
  let third: usize = 0
  let waiting = 0
  let squared = false
  for (let arm = 0; arm < arms; arm++) {
    const into = variances + (<usize>arm << 3)
    const at = pool + (<usize>load<i32>(places + (<usize>arm << 2)) << 3)
    const count = load<i32>(counts + (<usize>arm << 2))
    if (count >= 0) {
      store<f64>(into, lessDirections(largest, at, count, context, width, scratch))
      continue
    }
    if (!squared) {
      fillSquares(context, width, squares)
      squared = true
    }
    // the address waits where its result will be
    store<f64>(into, <f64>at)
    if (waiting == 0) first = into
    else if (waiting == 1) second = into
    else if (waiting == 2) third = into
    else {
      multiplyFour(addressAt(first), addressAt(second), addressAt(third), at, squares, length, scratch)
      store<f64>(first, max<f64>(0, load<f64>(scratch)))
      store<f64>(second, max<f64>(0, load<f64>(scratch, 8)))
      store<f64>(third, max<f64>(0, load<f64>(scratch, 16)))
      store<f64>(into, max<f64>(0, load<f64>(scratch, 24)))
    }
    waiting = (waiting + 1) & 3
  }
  if (waiting > 0) store<f64>(first, max<f64>(0, productOf(addressAt(first), squares, length)))
  if (waiting > 1) store<f64>(second, max<f64>(0, productOf(addressAt(second), squares, length)))
  if (waiting > 2) store<f64>(third, max<f64>(0, productOf(addressAt(third), squares, length)))
}

@inline
function addressAt(at: usize): usize {
  return <usize>load<f64>(at)
}

@inline
function triangleBytes(width: usize): usize {
  const blocks = width >> 5
  return (blocks * (blocks + 1)) << 6
}

/** into ← rows · vector. */
@inline
function multiplyRows(rows: usize, vector: usize, width: usize, count: i32, into: usize): void {
  let row = 0
  for (; row + 3 < count; row += 4, rows += width << 2)
    multiplyFour(rows, rows + width, rows + (width << 1), rows + 3 * width, vector, width, into + (<usize>row << 3))
  for (; row < count; row++, rows += width) store<f64>(into + (<usize>row << 3), productOf(rows, vector, width))
}

/** Four products with one vector, each to the digit as `productOf` has it. */
function multiplyFour(a: usize, b: usize, c: usize, d: usize, vector: usize, width: usize, into: usize): void {
  let firstA = f64x2.splat(0)
  let firstB = f64x2.splat(0)
  let firstC = f64x2.splat(0)
  let firstD = f64x2.splat(0)
  let secondA = f64x2.splat(0)
  let secondB = f64x2.splat(0)
  let secondC = f64x2.splat(0)
  let secondD = f64x2.splat(0)
  for (const end = vector + width; vector < end; vector += 32, a += 32, b += 32, c += 32, d += 32) {
    let x = v128.load(vector)
    firstA = multiplyAddDoubles(v128.load(a), x, firstA)
    firstB = multiplyAddDoubles(v128.load(b), x, firstB)
    firstC = multiplyAddDoubles(v128.load(c), x, firstC)
    firstD = multiplyAddDoubles(v128.load(d), x, firstD)
    x = v128.load(vector, 16)
    secondA = multiplyAddDoubles(v128.load(a, 16), x, secondA)
    secondB = multiplyAddDoubles(v128.load(b, 16), x, secondB)
    secondC = multiplyAddDoubles(v128.load(c, 16), x, secondC)
    secondD = multiplyAddDoubles(v128.load(d, 16), x, secondD)
  }
  store<f64>(into, sumDoubleLanes(f64x2.add(firstA, secondA)))
  store<f64>(into, sumDoubleLanes(f64x2.add(firstB, secondB)), 8)
  store<f64>(into, sumDoubleLanes(f64x2.add(firstC, secondC)), 16)
  store<f64>(into, sumDoubleLanes(f64x2.add(firstD, secondD)), 24)
}

/** largest − Σ (wᵀx)², never below 0. */
@inline
function lessDirections(largest: f64, rows: usize, count: i32, x: usize, width: usize, scratch: usize): f64 {
  let variance = largest
  for (; count > 3; count -= 4, rows += width << 2) {
    multiplyFour(rows, rows + width, rows + (width << 1), rows + 3 * width, x, width, scratch)
    for (let at = scratch; at < scratch + 32; at += 8) variance -= load<f64>(at) * load<f64>(at)
  }
  for (; count > 0; count--, rows += width) {
    const along = productOf(rows, x, width)
    variance -= along * along
  }
  return max<f64>(0, variance)
}

/** The block triangle of x xᵀ, twice what is left of the blocks on the diagonal. */
@inline
function fillSquares(x: usize, width: usize, into: usize): void {
  for (let block: usize = 0; block < width; block += 32)
    for (let row = x + block; row < x + block + 32; row += 8) {
      const once = f64x2.splat(load<f64>(row))
      const twice = f64x2.add(once, once)
      for (let from = x; from < x + block; from += 16, into += 16)
        v128.store(into, f64x2.mul(twice, v128.load(from)))
      v128.store(into, f64x2.mul(once, v128.load(x + block)))
      v128.store(into, f64x2.mul(once, v128.load(x + block, 16)), 16)
      into += 32
    }
}

/** into ← M x; see reference/multiply-triangle.ts. */
export function multiplyTriangle(triangle: usize, vector: usize, width: usize, into: usize): void {
  memory.fill(into, 0, width)
  for (let block: usize = 0; block < width; block += 32)
    for (let row: usize = block; row < block + 32; row += 8) {
      const sum = productOf(triangle, vector, block + 32)
      addScaled(load<f64>(vector + row), triangle, into, block)
      store<f64>(into + row, load<f64>(into + row) + sum)
      triangle += block + 32
    }
}

/** M ← M − a x xᵀ; see reference/subtract-square.ts. */
export function subtractSquare(triangle: usize, vector: usize, width: usize, scale: f64): void {
  for (let block: usize = 0; block < width; block += 32)
    for (let row: usize = block; row < block + 32; row += 8) {
      addScaled(-scale * load<f64>(vector + row), vector, triangle, block + 32)
      triangle += block + 32
    }
}

/** Means, and bounds of the variances; see reference/screen-arms.ts. */
export function screenArms(
  arms: i32,
  context: usize,
  width: usize,
  weights: usize,
  pool: usize,
  places: usize,
  counts: usize,
  regularization: f64,
  scratch: usize,
  means: usize,
  lowers: usize,
  uppers: usize,
): void {
  multiplyRows(weights, context, width, arms, means)
  const largest = productOf(context, context, width) / regularization
  const length = triangleBytes(width)
  const squares = scratch + 32
  fillSquares(context, width, squares)
  codeTriangle(squares, length)
  const squareFacts = squares + length + (length >> 2)
  const squareStep = load<f64>(squareFacts)
  const squareSum = load<f64>(squareFacts, 8)
  for (let arm = 0; arm < arms; arm++) {
    const offset = <usize>arm << 3
    const at = pool + (<usize>load<i32>(places + (<usize>arm << 2)) << 3)
    const count = load<i32>(counts + (<usize>arm << 2))
    if (count >= 0) {
      const variance = lessDirections(largest, at, count, context, width, scratch)
      store<f64>(lowers + offset, variance)
      store<f64>(uppers + offset, variance)
      continue
    }
    const facts = at + length + (length >> 2)
    if (load<f64>(facts) < 0) codeTriangle(at, length)
    const step = load<f64>(facts)
    const variance = multiplyCodes(at + length, squares + length, length >> 2) * (step * squareStep)
    const error =
      0.500001 * (squareSum * step + load<f64>(facts, 8) * squareStep) + <f64>(length >> 3) * 0.250001 * step * squareStep
    store<f64>(lowers + offset, max<f64>(0, variance - error))
    store<f64>(uppers + offset, max<f64>(0, variance + error))
  }
}

/** Writes 14-bit codes of a block behind it, then their step and the sum of the absolute entries. `length` in bytes. */
function codeTriangle(block: usize, length: usize): void {
  let largest = f64x2.splat(0)
  let total = f64x2.splat(0)
  const end = block + length
  for (let at = block; at < end; at += 16) {
    const size = f64x2.abs(v128.load(at))
    largest = f64x2.max(largest, size)
    total = f64x2.add(total, size)
  }
  const most = max<f64>(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1))
  const scale = f64x2.splat(most > 0 ? 8191 / most : 0)
  let into = end
  for (let at = block; at < end; at += 64, into += 16) {
    const low = v128.shuffle<i32>(codePair(at, scale), codePair(at + 16, scale), 0, 1, 4, 5)
    const high = v128.shuffle<i32>(codePair(at + 32, scale), codePair(at + 48, scale), 0, 1, 4, 5)
    v128.store(into, i16x8.narrow_i32x4_s(low, high))
  }
  store<f64>(into, most / 8191)
  store<f64>(into, sumDoubleLanes(total), 8)
}

@inline
function codePair(at: usize, scale: v128): v128 {
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(f64x2.mul(v128.load(at), scale)))
}

/** The product of two rows of codes. Sums of 64 codes stay below 2³¹. */
@inline
function multiplyCodes(a: usize, b: usize, bytes: usize): f64 {
  let total = f64x2.splat(0)
  const end = a + bytes
  for (const whole = a + (bytes & ~127); a < whole; a += 128, b += 128) {
    let first = i32x4.dot_i16x8_s(v128.load(a), v128.load(b))
    let second = i32x4.dot_i16x8_s(v128.load(a, 16), v128.load(b, 16))
    first = i32x4.add(first, i32x4.dot_i16x8_s(v128.load(a, 32), v128.load(b, 32)))
    second = i32x4.add(second, i32x4.dot_i16x8_s(v128.load(a, 48), v128.load(b, 48)))
    first = i32x4.add(first, i32x4.dot_i16x8_s(v128.load(a, 64), v128.load(b, 64)))
    second = i32x4.add(second, i32x4.dot_i16x8_s(v128.load(a, 80), v128.load(b, 80)))
    first = i32x4.add(first, i32x4.dot_i16x8_s(v128.load(a, 96), v128.load(b, 96)))
    second = i32x4.add(second, i32x4.dot_i16x8_s(v128.load(a, 112), v128.load(b, 112)))
    total = addIntegers(total, i32x4.add(first, second))
  }
  for (; a < end; a += 16, b += 16) total = addIntegers(total, i32x4.dot_i16x8_s(v128.load(a), v128.load(b)))
  return sumDoubleLanes(total)
}

@inline
function addIntegers(total: v128, integers: v128): v128 {
  const low = f64x2.add(total, f64x2.convert_low_i32x4_s(integers))
  return f64x2.add(low, f64x2.convert_low_i32x4_s(v128.shuffle<i32>(integers, integers, 2, 3, 2, 3)))
}
