import { multiplyAdd } from './lanes'

/**
 * Steps of conjugate gradient for many right-hand sides, one per column of row-major blocks of floats whose width is a multiple of 4; see
 * reference/apply-gram.ts, reference/descend.ts and reference/redirect.ts. Sums over rows go into a part of their own for every `grain` rows.
 */

/** Vectors that keep a block clear of eigenvectors. */
const guards = 8

/** q ← X y + λ p, with the sums of p ∘ q by column. */
export function applyGram(
  from: i32,
  to: i32,
  _thread: i32,
  grain: i32,
  offsets: usize,
  indices: usize,
  image: usize,
  ridge: f32,
  p: usize,
  q: usize,
  width: i32,
  parts: usize,
): void {
  const stride = <usize>width << 2
  const lambda = f32x4.splat(ridge)
  const sums = parts + <usize>(from / grain) * stride
  memory.fill(sums, 0, stride)
  for (let row = from; row < to; row++) {
    const bounds = offsets + (<usize>row << 2)
    const first = indices + (<usize>load<i32>(bounds) << 2)
    const last = indices + (<usize>load<i32>(bounds, 4) << 2)
    const own = <usize>row * stride
    let column: usize = 0
    for (; column + 64 <= stride; column += 64) {
      const at = own + column
      const a0 = v128.load(p + at)
      const b0 = v128.load(p + at, 16)
      const c0 = v128.load(p + at, 32)
      const d0 = v128.load(p + at, 48)
      let a = f32x4.mul(lambda, a0)
      let b = f32x4.mul(lambda, b0)
      let c = f32x4.mul(lambda, c0)
      let d = f32x4.mul(lambda, d0)
      const source = image + column
      for (let entry = first; entry < last; entry += 4) {
        const other = source + <usize>load<i32>(entry) * stride
        a = f32x4.add(a, v128.load(other))
        b = f32x4.add(b, v128.load(other, 16))
        c = f32x4.add(c, v128.load(other, 32))
        d = f32x4.add(d, v128.load(other, 48))
      }
      v128.store(q + at, a)
      v128.store(q + at, b, 16)
      v128.store(q + at, c, 32)
      v128.store(q + at, d, 48)
      const sum = sums + column
      v128.store(sum, multiplyAdd(a0, a, v128.load(sum)))
      v128.store(sum, multiplyAdd(b0, b, v128.load(sum, 16)), 16)
      v128.store(sum, multiplyAdd(c0, c, v128.load(sum, 32)), 32)
      v128.store(sum, multiplyAdd(d0, d, v128.load(sum, 48)), 48)
    }
    for (; column < stride; column += 16) {
      const own0 = v128.load(p + own + column)
      let value = f32x4.mul(lambda, own0)
      for (let entry = first; entry < last; entry += 4)
        value = f32x4.add(value, v128.load(image + column + <usize>load<i32>(entry) * stride))
      v128.store(q + own + column, value)
      v128.store(sums + column, multiplyAdd(own0, value, v128.load(sums + column)))
    }
  }
}

/** z ← z + α p, r ← r − α q, with the sums of r ∘ r by column, and VᵀR for the guards V. */
export function descend(
  from: i32,
  to: i32,
  _thread: i32,
  grain: i32,
  alpha: usize,
  p: usize,
  q: usize,
  z: usize,
  r: usize,
  width: i32,
  vectors: usize,
  parts: usize,
): void {
  const stride = <usize>width << 2
  const part = parts + <usize>(from / grain) * stride * (1 + guards)
  for (let column: usize = 0; column < stride; column += 16) {
    const step = v128.load(alpha + column)
    let squares = f32x4.splat(0)
    let v0 = f32x4.splat(0)
    let v1 = f32x4.splat(0)
    let v2 = f32x4.splat(0)
    let v3 = f32x4.splat(0)
    let v4 = f32x4.splat(0)
    let v5 = f32x4.splat(0)
    let v6 = f32x4.splat(0)
    let v7 = f32x4.splat(0)
    let at = <usize>from * stride + column
    const last = <usize>to * stride
    for (let guard = vectors + ((<usize>from * guards) << 2); at < last; guard += guards << 2) {
      v128.store(z + at, multiplyAdd(step, v128.load(p + at), v128.load(z + at)))
      const rest = multiplyAdd(f32x4.neg(step), v128.load(q + at), v128.load(r + at))
      v128.store(r + at, rest)
      squares = multiplyAdd(rest, rest, squares)
      v0 = multiplyAdd(v128.load32_splat(guard), rest, v0)
      v1 = multiplyAdd(v128.load32_splat(guard, 4), rest, v1)
      v2 = multiplyAdd(v128.load32_splat(guard, 8), rest, v2)
      v3 = multiplyAdd(v128.load32_splat(guard, 12), rest, v3)
      v4 = multiplyAdd(v128.load32_splat(guard, 16), rest, v4)
      v5 = multiplyAdd(v128.load32_splat(guard, 20), rest, v5)
      v6 = multiplyAdd(v128.load32_splat(guard, 24), rest, v6)
      v7 = multiplyAdd(v128.load32_splat(guard, 28), rest, v7)
      at += stride
    }
    let out = part + column
    v128.store(out, squares)
    v128.store((out += stride), v0)
    v128.store((out += stride), v1)
    v128.store((out += stride), v2)
    v128.store((out += stride), v3)
    v128.store((out += stride), v4)
    v128.store((out += stride), v5)
    v128.store((out += stride), v6)
    v128.store((out += stride), v7)
  }
}

/** r ← r − V C for the guards V, p ← r + β p. */
export function redirect(
  from: i32,
  to: i32,
  _thread: i32,
  beta: usize,
  p: usize,
  r: usize,
  width: i32,
  vectors: usize,
  overlaps: usize,
): void {
  const stride = <usize>width << 2
  for (let column: usize = 0; column < stride; column += 16) {
    const turn = v128.load(beta + column)
    let from0 = overlaps + column
    const v0 = f32x4.neg(v128.load(from0))
    const v1 = f32x4.neg(v128.load((from0 += stride)))
    const v2 = f32x4.neg(v128.load((from0 += stride)))
    const v3 = f32x4.neg(v128.load((from0 += stride)))
    const v4 = f32x4.neg(v128.load((from0 += stride)))
    const v5 = f32x4.neg(v128.load((from0 += stride)))
    const v6 = f32x4.neg(v128.load((from0 += stride)))
    const v7 = f32x4.neg(v128.load((from0 += stride)))
    let at = <usize>from * stride + column
    const last = <usize>to * stride
    for (let guard = vectors + ((<usize>from * guards) << 2); at < last; guard += guards << 2) {
      let rest = multiplyAdd(v128.load32_splat(guard), v0, v128.load(r + at))
      let other = f32x4.mul(v128.load32_splat(guard, 4), v1)
      rest = multiplyAdd(v128.load32_splat(guard, 8), v2, rest)
      other = multiplyAdd(v128.load32_splat(guard, 12), v3, other)
      rest = multiplyAdd(v128.load32_splat(guard, 16), v4, rest)
      other = multiplyAdd(v128.load32_splat(guard, 20), v5, other)
      rest = multiplyAdd(v128.load32_splat(guard, 24), v6, rest)
      other = multiplyAdd(v128.load32_splat(guard, 28), v7, other)
      rest = f32x4.add(rest, other)
      v128.store(r + at, rest)
      v128.store(p + at, multiplyAdd(turn, v128.load(p + at), rest))
      at += stride
    }
  }
}
