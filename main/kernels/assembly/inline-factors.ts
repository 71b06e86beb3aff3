import { multiplyAdd } from './lanes'

/** Inlined sums of products of rows of floats whose width is a multiple of four. */

/** The sums of the lanes of four vectors, as one vector. */
@inline
export function sumEach(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7))
  const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7))
  return f32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7))
}

/** a · b for `bytes` of floats. */
@inline
export function dotOf(a: usize, b: usize, bytes: usize): f32 {
  let first = f32x4.splat(0)
  let second = f32x4.splat(0)
  let at: usize = 0
  for (; at + 32 <= bytes; at += 32) {
    first = multiplyAdd(v128.load(a + at), v128.load(b + at), first)
    second = multiplyAdd(v128.load(a + at, 16), v128.load(b + at, 16), second)
  }
  if (at < bytes) first = multiplyAdd(v128.load(a + at), v128.load(b + at), first)
  const sum = f32x4.add(first, second)
  return f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
}

/** y ← y + a x for `bytes` of floats. */
@inline
export function addScaled(a: f32, x: usize, y: usize, bytes: usize): void {
  const amount = f32x4.splat(a)
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(y + at, multiplyAdd(amount, v128.load(x + at), v128.load(y + at)))
  }
}

/** into ← rows M for four rows of `width` floats, one `stride` of bytes after the other, and a square M. */
@inline
export function multiplyFour(rows: usize, matrix: usize, into: usize, width: usize): void {
  const stride = width << 2
  let column: usize = 0
  for (; column + 32 <= stride; column += 32) {
    let a0 = f32x4.splat(0)
    let a1 = f32x4.splat(0)
    let b0 = f32x4.splat(0)
    let b1 = f32x4.splat(0)
    let c0 = f32x4.splat(0)
    let c1 = f32x4.splat(0)
    let d0 = f32x4.splat(0)
    let d1 = f32x4.splat(0)
    let cell = matrix + column
    const end = rows + stride
    for (let row = rows; row < end; row += 4) {
      const left = v128.load(cell)
      const right = v128.load(cell, 16)
      const a = v128.load_splat<f32>(row)
      a0 = multiplyAdd(a, left, a0)
      a1 = multiplyAdd(a, right, a1)
      const b = v128.load_splat<f32>(row + stride)
      b0 = multiplyAdd(b, left, b0)
      b1 = multiplyAdd(b, right, b1)
      const c = v128.load_splat<f32>(row + 2 * stride)
      c0 = multiplyAdd(c, left, c0)
      c1 = multiplyAdd(c, right, c1)
      const d = v128.load_splat<f32>(row + 3 * stride)
      d0 = multiplyAdd(d, left, d0)
      d1 = multiplyAdd(d, right, d1)
      cell += stride
    }
    const out = into + column
    v128.store(out, a0)
    v128.store(out, a1, 16)
    v128.store(out + stride, b0)
    v128.store(out + stride, b1, 16)
    v128.store(out + 2 * stride, c0)
    v128.store(out + 2 * stride, c1, 16)
    v128.store(out + 3 * stride, d0)
    v128.store(out + 3 * stride, d1, 16)
  }
  if (column < stride) {
    let a0 = f32x4.splat(0)
    let b0 = f32x4.splat(0)
    let c0 = f32x4.splat(0)
    let d0 = f32x4.splat(0)
    let cell = matrix + column
    const end = rows + stride
    for (let row = rows; row < end; row += 4) {
      const left = v128.load(cell)
      a0 = multiplyAdd(v128.load_splat<f32>(row), left, a0)
      b0 = multiplyAdd(v128.load_splat<f32>(row + stride), left, b0)
      c0 = multiplyAdd(v128.load_splat<f32>(row + 2 * stride), left, c0)
      d0 = multiplyAdd(v128.load_splat<f32>(row + 3 * stride), left, d0)
      cell += stride
    }
    const out = into + column
    v128.store(out, a0)
    v128.store(out + stride, b0)
    v128.store(out + 2 * stride, c0)
    v128.store(out + 3 * stride, d0)
  }
}
