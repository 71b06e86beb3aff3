import { multiplyAdd, splat, sumLanes } from './lanes'

/** Rows of factors in single precision, padded with zeros to whole lanes; `width` in bytes, a multiple of 16. */

/** p · q. */
@inline
export function productOf(p: usize, q: usize, width: usize): f32 {
  let first = f32x4.splat(0)
  let second = f32x4.splat(0)
  const end = p + width
  for (const whole = p + (width & ~31); p < whole; p += 32, q += 32) {
    first = multiplyAdd(v128.load(p), v128.load(q), first)
    second = multiplyAdd(v128.load(p, 16), v128.load(q, 16), second)
  }
  if (p < end) first = multiplyAdd(v128.load(p), v128.load(q), first)
  return sumLanes(f32x4.add(first, second))
}

/** p · (i − j). */
@inline
export function differenceOf(p: usize, i: usize, j: usize, width: usize): f32 {
  let first = f32x4.splat(0)
  let second = f32x4.splat(0)
  const end = p + width
  for (const whole = p + (width & ~31); p < whole; p += 32, i += 32, j += 32) {
    first = multiplyAdd(v128.load(p), f32x4.sub(v128.load(i), v128.load(j)), first)
    second = multiplyAdd(v128.load(p, 16), f32x4.sub(v128.load(i, 16), v128.load(j, 16)), second)
  }
  if (p < end) first = multiplyAdd(v128.load(p), f32x4.sub(v128.load(i), v128.load(j)), first)
  return sumLanes(f32x4.add(first, second))
}

/** p ← κ p + a (i − j), i ← κ i + a p, j ← κ j − a p, all from the old values. */
@inline
export function separate(p: usize, i: usize, j: usize, width: usize, amount: f32, keep: f32): void {
  const a = splat(amount)
  const against = splat(-amount)
  const kept = splat(keep)
  const end = p + width
  for (const whole = p + (width & ~31); p < whole; p += 32, i += 32, j += 32) {
    separateLanes(p, i, j, a, against, kept)
    separateLanes(p + 16, i + 16, j + 16, a, against, kept)
  }
  if (p < end) separateLanes(p, i, j, a, against, kept)
}

@inline
function separateLanes(p: usize, i: usize, j: usize, a: v128, against: v128, kept: v128): void {
  const x = v128.load(p)
  const y = v128.load(i)
  const z = v128.load(j)
  v128.store(p, multiplyAdd(a, f32x4.sub(y, z), f32x4.mul(kept, x)))
  v128.store(i, multiplyAdd(a, x, f32x4.mul(kept, y)))
  v128.store(j, multiplyAdd(against, x, f32x4.mul(kept, z)))
}

/** Asks for the memory of a row before it is needed. What comes of it goes to keepTouched, so that the compiler leaves the reads in. */
@inline
export function touchRow(row: usize, width: usize): i32 {
  let touched = 0
  for (let k: usize = 0; k < width; k += 64) touched ^= load<i32>(row + k)
  return touched
}

let lastTouched: i32 = 0

@inline
export function keepTouched(touched: i32): void {
  lastTouched = touched
}
