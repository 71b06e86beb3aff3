import { addScaled, dotOf, multiplyFour, sumEach } from './inline-factors'
import { multiplyAdd } from './lanes'

/** Rows whose products with the Gram matrix are taken together. */
const together: usize = 8

/**
 * Steps of conjugate gradient for rows of a weighted least squares problem; see reference/als-half-step.ts. Eight rows go through the Gram matrix together; each row's
 * observed rows of `fixed` are read once for their products with the direction and once for the sum that those weigh.
 *
 * @param scratch per thread: residuals, directions and products of eight rows, then one float per observed cell of the longest row
 */
export function alsHalfStep(
  from: i32,
  to: i32,
  thread: i32,
  first: i32,
  offsets: usize,
  indices: usize,
  fixed: usize,
  solved: usize,
  width: usize,
  gram: usize,
  ridges: usize,
  confidence: f32,
  unobserved: f32,
  steps: i32,
  losses: usize,
  scratch: usize,
  scratchBytes: usize,
): void {
  const bytes = width << 2
  const residuals = scratch + <usize>thread * scratchBytes
  const directions = residuals + together * bytes
  const products = directions + together * bytes
  const amounts = products + together * bytes
  for (let row = from; row < to; row += <i32>together) {
    const count = min(<i32>together, to - row)
    const base = first + row
    touch(offsets + (<usize>base << 2), count, indices, fixed, bytes, residuals)
    memory.copy(directions, solved + <usize>base * bytes, <usize>count * bytes)
    multiplyFour(directions, gram, products, width)
    if (count > 4) multiplyFour(directions + 4 * bytes, gram, products + 4 * bytes, width)
    for (let k = 0; k < count; k++) {
      beginRow(base + k, <usize>k * bytes, offsets, indices, fixed, solved, bytes, ridges, confidence, unobserved, losses, residuals, directions, products, amounts)
    }
    for (let step = 0; step < steps; step++) {
      multiplyFour(directions, gram, products, width)
      if (count > 4) multiplyFour(directions + 4 * bytes, gram, products + 4 * bytes, width)
      for (let k = 0; k < count; k++) {
        stepRow(base + k, <usize>k * bytes, offsets, indices, fixed, solved, bytes, ridges, confidence, unobserved, losses, residuals, directions, products, amounts)
      }
    }
    for (let k = 0; k < count; k++) endRow(base + k, <usize>k * bytes, offsets, solved, bytes, confidence, losses, residuals)
  }
}

/** Reads a byte of each line of the observed rows, so that they are near when they are needed. */
@inline
function touch(entry: usize, count: i32, indices: usize, fixed: usize, bytes: usize, into: usize): void {
  const end = indices + (<usize>load<i32>(entry + (<usize>count << 2)) << 2)
  let sum: u32 = 0
  for (let index = indices + (<usize>load<i32>(entry) << 2); index < end; index += 4) {
    const row = fixed + <usize>load<i32>(index) * bytes
    for (let k: usize = 0; k < bytes; k += 64) sum += load<u32>(row + k)
  }
  store<u32>(into, sum)
}

/** Residual and first direction of a row; leaves b · x where its loss will stand. */
function beginRow(
  row: i32, at: usize, offsets: usize, indices: usize, fixed: usize, solved: usize, bytes: usize, ridges: usize,
  confidence: f32, unobserved: f32, losses: usize, residuals: usize, directions: usize, products: usize, amounts: usize,
): void {
  const entry = offsets + (<usize>row << 2)
  const start = indices + (<usize>load<i32>(entry) << 2)
  const end = indices + (<usize>load<i32>(entry, 4) << 2)
  const x = solved + <usize>row * bytes
  const residual = residuals + at
  if (start == end) {
    memory.fill(x, 0, bytes)
    memory.fill(residual, 0, bytes)
    memory.fill(directions + at, 0, bytes)
    store<f64>(losses + (<usize>row << 3), 0)
    return
  }
  const sum = weigh(start, end, fixed, directions + at, bytes, unobserved - confidence, confidence, amounts)
  store<f64>(losses + (<usize>row << 3), <f64>confidence * sum)
  const ridge = f32x4.splat(load<f32>(ridges + (<usize>row << 2)))
  for (let k: usize = 0; k < bytes; k += 16) {
    v128.store(residual + k, f32x4.neg(multiplyAdd(ridge, v128.load(x + k), v128.load(products + at + k))))
  }
  addWeighed(start, end, fixed, amounts, residual, bytes)
  memory.copy(directions + at, residual, bytes)
}

/** One step of a row; a row whose residual has vanished stays. */
function stepRow(
  row: i32, at: usize, offsets: usize, indices: usize, fixed: usize, solved: usize, bytes: usize, ridges: usize,
  confidence: f32, unobserved: f32, losses: usize, residuals: usize, directions: usize, products: usize, amounts: usize,
): void {
  const residual = residuals + at
  const direction = directions + at
  const product = products + at
  const size = dotOf(residual, residual, bytes)
  if (!(size > 1e-20)) return
  const entry = offsets + (<usize>row << 2)
  const start = indices + (<usize>load<i32>(entry) << 2)
  const end = indices + (<usize>load<i32>(entry, 4) << 2)
  const x = solved + <usize>row * bytes
  const sum = weigh(start, end, fixed, direction, bytes, confidence - unobserved, 0, amounts)
  addScaled(load<f32>(ridges + (<usize>row << 2)), direction, product, bytes)
  addWeighed(start, end, fixed, amounts, product, bytes)
  const length = size / dotOf(direction, product, bytes)
  addScaled(length, direction, x, bytes)
  addScaled(-length, product, residual, bytes)
  const next = dotOf(residual, residual, bytes) / size
  const share = f32x4.splat(next)
  for (let k: usize = 0; k < bytes; k += 16) {
    v128.store(direction + k, multiplyAdd(share, v128.load(direction + k), v128.load(residual + k)))
  }
  const loss = losses + (<usize>row << 3)
  store<f64>(loss, load<f64>(loss) + <f64>length * <f64>confidence * sum)
}

/** The row's part of the objective: n c − x · (b + r), where r = b − A x. */
@inline
function endRow(row: i32, at: usize, offsets: usize, solved: usize, bytes: usize, confidence: f32, losses: usize, residuals: usize): void {
  const entry = offsets + (<usize>row << 2)
  const count = load<i32>(entry, 4) - load<i32>(entry)
  const loss = losses + (<usize>row << 3)
  store<f64>(
    loss,
    <f64>confidence * <f64>count - load<f64>(loss) - <f64>dotOf(residuals + at, solved + <usize>row * bytes, bytes),
  )
}

/** amounts_j ← scale (f_j · x) + shift over the observed rows f_j of `fixed`; gives Σ f_j · x. */
@inline
function weigh(start: usize, end: usize, fixed: usize, x: usize, bytes: usize, scale: f32, shift: f32, amounts: usize): f64 {
  const factor = f32x4.splat(scale)
  const start4 = f32x4.splat(shift)
  let sum: f64 = 0
  let index = start
  let into = amounts
  for (; index + 16 <= end; index += 16) {
    const p0 = fixed + <usize>load<i32>(index) * bytes
    const p1 = fixed + <usize>load<i32>(index, 4) * bytes
    const p2 = fixed + <usize>load<i32>(index, 8) * bytes
    const p3 = fixed + <usize>load<i32>(index, 12) * bytes
    let s0 = f32x4.splat(0)
    let s1 = f32x4.splat(0)
    let s2 = f32x4.splat(0)
    let s3 = f32x4.splat(0)
    for (let k: usize = 0; k < bytes; k += 16) {
      const value = v128.load(x + k)
      s0 = multiplyAdd(value, v128.load(p0 + k), s0)
      s1 = multiplyAdd(value, v128.load(p1 + k), s1)
      s2 = multiplyAdd(value, v128.load(p2 + k), s2)
      s3 = multiplyAdd(value, v128.load(p3 + k), s3)
    }
    const dots = sumEach(s0, s1, s2, s3)
    v128.store(into, multiplyAdd(factor, dots, start4))
    const pairs = f64x2.add(f64x2.promote_low_f32x4(dots), f64x2.promote_low_f32x4(v128.shuffle<i64>(dots, dots, 1, 0)))
    sum += f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1)
    into += 16
  }
  for (; index < end; index += 4) {
    const dot = dotOf(x, fixed + <usize>load<i32>(index) * bytes, bytes)
    store<f32>(into, scale * dot + shift)
    sum += dot
    into += 4
  }
  return sum
}

/** into ← into + Σ amounts_j f_j, thirty-two columns at a time in registers. */
@inline
function addWeighed(start: usize, end: usize, fixed: usize, amounts: usize, into: usize, bytes: usize): void {
  let column: usize = 0
  for (; column + 128 <= bytes; column += 128) {
    const out = into + column
    const rows = fixed + column
    let a0 = v128.load(out)
    let a1 = v128.load(out, 16)
    let a2 = v128.load(out, 32)
    let a3 = v128.load(out, 48)
    let a4 = v128.load(out, 64)
    let a5 = v128.load(out, 80)
    let a6 = v128.load(out, 96)
    let a7 = v128.load(out, 112)
    let amount = amounts
    for (let index = start; index < end; index += 4) {
      const row = rows + <usize>load<i32>(index) * bytes
      const by = v128.load_splat<f32>(amount)
      a0 = multiplyAdd(by, v128.load(row), a0)
      a1 = multiplyAdd(by, v128.load(row, 16), a1)
      a2 = multiplyAdd(by, v128.load(row, 32), a2)
      a3 = multiplyAdd(by, v128.load(row, 48), a3)
      a4 = multiplyAdd(by, v128.load(row, 64), a4)
      a5 = multiplyAdd(by, v128.load(row, 80), a5)
      a6 = multiplyAdd(by, v128.load(row, 96), a6)
      a7 = multiplyAdd(by, v128.load(row, 112), a7)
      amount += 4
    }
    v128.store(out, a0)
    v128.store(out, a1, 16)
    v128.store(out, a2, 32)
    v128.store(out, a3, 48)
    v128.store(out, a4, 64)
    v128.store(out, a5, 80)
    v128.store(out, a6, 96)
    v128.store(out, a7, 112)
  }
  for (; column < bytes; column += 16) {
    let sum = v128.load(into + column)
    let amount = amounts
    for (let index = start; index < end; index += 4) {
      sum = multiplyAdd(v128.load_splat<f32>(amount), v128.load(fixed + column + <usize>load<i32>(index) * bytes), sum)
      amount += 4
    }
    v128.store(into + column, sum)
  }
}
