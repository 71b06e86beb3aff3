import { multiplyAdd, multiplyAddDoubles } from './lanes'

/** Observed rows that are summed in single precision before they are added in double. */
const chunk: usize = 64

/**
 * Rows of a weighted least squares problem by Cholesky's factorisation in double precision; see reference/als-half-step.ts.
 *
 * @param scratch per thread: the system and a right side, width² + width doubles
 */
export function alsExact(
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
  losses: usize,
  scratch: usize,
): void {
  const bytes = width << 2
  const line = width << 3
  const system = scratch + <usize>thread * (width + 1) * line
  const right = system + width * line
  for (let row = first + from; row < first + to; row++) {
    const entry = offsets + (<usize>row << 2)
    const start = indices + (<usize>load<i32>(entry) << 2)
    const end = indices + (<usize>load<i32>(entry, 4) << 2)
    const x = solved + <usize>row * bytes
    const loss = losses + (<usize>row << 3)
    store<f64>(loss, 0)
    if (start == end) {
      memory.fill(x, 0, bytes)
      continue
    }
    fillSystem(start, end, fixed, bytes, gram, load<f32>(ridges + (<usize>row << 2)), confidence - unobserved, system)
    fillRight(start, end, fixed, bytes, confidence, right)
    factorise(system, width)
    solve(system, right, width)
    let product: f64 = 0
    for (let a: usize = 0; a < width; a++) store<f32>(x + (a << 2), <f32>load<f64>(right + (a << 3)))
    for (let index = start; index < end; index += 4) {
      const at = fixed + <usize>load<i32>(index) * bytes
      for (let a: usize = 0; a < bytes; a += 4) product += <f64>load<f32>(at + a) * <f64>load<f32>(x + a)
    }
    store<f64>(loss, <f64>confidence * (<f64>(<i32>(end - start) >> 2) - product))
  }
}

/** w₀ FᵀF + (c − w₀) Σ f fᵀ + λ I, on and below the diagonal, in tiles of four by four. */
// @ts-ignore: decorator
@inline
function fillSystem(
  start: usize, end: usize, fixed: usize, bytes: usize, gram: usize, ridge: f32, weight: f32, into: usize,
): void {
  const by = f32x4.splat(weight)
  const line = bytes << 1
  for (let a: usize = 0; a < bytes; a += 16) {
    for (let b: usize = 0; b <= a; b += 16) {
      const out = into + (a >> 2) * line + (b << 1)
      const cell = gram + (a >> 2) * bytes + b
      for (let k: usize = 0; k < 4; k++) {
        v128.store(out + k * line, f64x2.promote_low_f32x4(v128.load64_zero(cell + k * bytes)))
        v128.store(out + k * line, f64x2.promote_low_f32x4(v128.load64_zero(cell + k * bytes, 8)), 16)
      }
      for (let index = start; index < end; index += chunk << 2) {
        let s0 = f32x4.splat(0)
        let s1 = f32x4.splat(0)
        let s2 = f32x4.splat(0)
        let s3 = f32x4.splat(0)
        const stop = min(end, index + (chunk << 2))
        for (let entry = index; entry < stop; entry += 4) {
          const row = fixed + <usize>load<i32>(entry) * bytes
          const value = v128.load(row + b)
          s0 = multiplyAdd(v128.load_splat<f32>(row + a), value, s0)
          s1 = multiplyAdd(v128.load_splat<f32>(row + a, 4), value, s1)
          s2 = multiplyAdd(v128.load_splat<f32>(row + a, 8), value, s2)
          s3 = multiplyAdd(v128.load_splat<f32>(row + a, 12), value, s3)
        }
        addDoubles(out, f32x4.mul(by, s0))
        addDoubles(out + line, f32x4.mul(by, s1))
        addDoubles(out + 2 * line, f32x4.mul(by, s2))
        addDoubles(out + 3 * line, f32x4.mul(by, s3))
      }
    }
    for (let k: usize = 0; k < 4; k++) {
      const diagonal = into + ((a >> 2) + k) * (line + 8)
      store<f64>(diagonal, load<f64>(diagonal) + <f64>ridge)
    }
  }
}

// @ts-ignore: decorator
@inline
function addDoubles(into: usize, sums: v128): void {
  v128.store(into, f64x2.add(v128.load(into), f64x2.promote_low_f32x4(sums)))
  const high = v128.shuffle<i64>(sums, sums, 1, 0)
  v128.store(into, f64x2.add(v128.load(into, 16), f64x2.promote_low_f32x4(high)), 16)
}

/** c Σ f. */
// @ts-ignore: decorator
@inline
function fillRight(start: usize, end: usize, fixed: usize, bytes: usize, confidence: f32, into: usize): void {
  memory.fill(into, 0, bytes << 1)
  for (let index = start; index < end; index += 4) {
    const row = fixed + <usize>load<i32>(index) * bytes
    for (let a: usize = 0; a < bytes; a += 16) addDoubles(into + (a << 1), v128.load(row + a))
  }
  const by = f64x2.splat(<f64>confidence)
  for (let a: usize = 0; a < bytes << 1; a += 16) v128.store(into + a, f64x2.mul(by, v128.load(into + a)))
}

/** L of A = L Lᵀ, in place of the lower triangle, with 1 ÷ L_aa on the diagonal; a column without an equation becomes zero. */
// @ts-ignore: decorator
@inline
function factorise(matrix: usize, size: usize): void {
  const line = size << 3
  for (let row: usize = 0; row < size; row++) {
    const at = matrix + row * line
    for (let column: usize = 0; column < row; column++) {
      const other = matrix + column * line
      const value = (load<f64>(at + (column << 3)) - dotDoubles(at, other, column)) * load<f64>(other + (column << 3))
      store<f64>(at + (column << 3), value)
    }
    const pivot = load<f64>(at + (row << 3)) - dotDoubles(at, at, row)
    store<f64>(at + (row << 3), pivot == 0 ? 0 : 1 / Math.sqrt(pivot))
  }
}

/** x of L Lᵀ x = b, in place of b. */
// @ts-ignore: decorator
@inline
function solve(matrix: usize, b: usize, size: usize): void {
  const line = size << 3
  for (let row: usize = 0; row < size; row++) {
    const at = matrix + row * line
    const value = load<f64>(b + (row << 3)) - dotDoubles(at, b, row)
    store<f64>(b + (row << 3), value * load<f64>(at + (row << 3)))
  }
  for (let row = size; row > 0; row--) {
    const at = matrix + (row - 1) * line
    const cell = b + ((row - 1) << 3)
    const value = load<f64>(cell) * load<f64>(at + ((row - 1) << 3))
    store<f64>(cell, value)
    for (let k: usize = 0; k < row - 1; k++) {
      store<f64>(b + (k << 3), load<f64>(b + (k << 3)) - value * load<f64>(at + (k << 3)))
    }
  }
}

/** a · b of so many doubles, in eight running sums. */
// @ts-ignore: decorator
@inline
function dotDoubles(a: usize, b: usize, length: usize): f64 {
  let s0 = f64x2.splat(0)
  let s1 = f64x2.splat(0)
  let s2 = f64x2.splat(0)
  let s3 = f64x2.splat(0)
  let k: usize = 0
  for (; k + 8 <= length; k += 8) {
    const p = a + (k << 3)
    const q = b + (k << 3)
    s0 = multiplyAddDoubles(v128.load(p), v128.load(q), s0)
    s1 = multiplyAddDoubles(v128.load(p, 16), v128.load(q, 16), s1)
    s2 = multiplyAddDoubles(v128.load(p, 32), v128.load(q, 32), s2)
    s3 = multiplyAddDoubles(v128.load(p, 48), v128.load(q, 48), s3)
  }
  for (; k + 2 <= length; k += 2) s0 = multiplyAddDoubles(v128.load(a + (k << 3)), v128.load(b + (k << 3)), s0)
  const sums = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3))
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)
  if (k < length) sum += load<f64>(a + (k << 3)) * load<f64>(b + (k << 3))
  return sum
}
