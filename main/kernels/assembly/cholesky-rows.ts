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

/** w₀ FᵀF + (c − w₀) Σ f fᵀ + λ I, on and below the diagonal, in tiles of four by eight. */
@inline
function fillSystem(
  start: usize, end: usize, fixed: usize, bytes: usize, gram: usize, ridge: f32, weight: f32, into: usize,
): void {
  const line = bytes << 1
  for (let cell: usize = 0; cell < bytes * (bytes >> 2); cell += 16) {
    v128.store(into + (cell << 1), f64x2.promote_low_f32x4(v128.load64_zero(gram + cell)))
    v128.store(into + (cell << 1), f64x2.promote_low_f32x4(v128.load64_zero(gram + cell, 8)), 16)
  }
  for (let index = start; index < end; index += chunk << 2) {
    const stop = min(end, index + (chunk << 2))
    for (let a: usize = 0; a < bytes; a += 16) {
      let b: usize = 0
      for (; b <= a && b + 32 <= bytes; b += 32) fillTile(index, stop, fixed, bytes, a, b, weight, into)
      if (b <= a) fillHalf(index, stop, fixed, bytes, a, b, weight, into)
    }
  }
  for (let k: usize = 0; k < bytes >> 2; k++) {
    const diagonal = into + k * (line + 8)
    store<f64>(diagonal, load<f64>(diagonal) + <f64>ridge)
  }
}

/** Columns at a against eight at b. */
@inline
function fillTile(
  start: usize, end: usize, fixed: usize, bytes: usize, a: usize, b: usize, weight: f32, into: usize,
): void {
  let s00 = f32x4.splat(0)
  let s01 = f32x4.splat(0)
  let s10 = f32x4.splat(0)
  let s11 = f32x4.splat(0)
  let s20 = f32x4.splat(0)
  let s21 = f32x4.splat(0)
  let s30 = f32x4.splat(0)
  let s31 = f32x4.splat(0)
  for (let entry = start; entry < end; entry += 4) {
    const row = fixed + <usize>load<i32>(entry) * bytes
    const left = v128.load(row + b)
    const right = v128.load(row + b, 16)
    const at = row + a
    const v0 = v128.load_splat<f32>(at)
    s00 = multiplyAdd(v0, left, s00)
    s01 = multiplyAdd(v0, right, s01)
    const v1 = v128.load_splat<f32>(at, 4)
    s10 = multiplyAdd(v1, left, s10)
    s11 = multiplyAdd(v1, right, s11)
    const v2 = v128.load_splat<f32>(at, 8)
    s20 = multiplyAdd(v2, left, s20)
    s21 = multiplyAdd(v2, right, s21)
    const v3 = v128.load_splat<f32>(at, 12)
    s30 = multiplyAdd(v3, left, s30)
    s31 = multiplyAdd(v3, right, s31)
  }
  const by = f32x4.splat(weight)
  const line = bytes << 1
  const out = into + (a >> 2) * line + (b << 1)
  addDoubles(out, f32x4.mul(by, s00))
  addDoubles(out + 32, f32x4.mul(by, s01))
  addDoubles(out + line, f32x4.mul(by, s10))
  addDoubles(out + line + 32, f32x4.mul(by, s11))
  addDoubles(out + 2 * line, f32x4.mul(by, s20))
  addDoubles(out + 2 * line + 32, f32x4.mul(by, s21))
  addDoubles(out + 3 * line, f32x4.mul(by, s30))
  addDoubles(out + 3 * line + 32, f32x4.mul(by, s31))
}

/** Columns at a against four at b. */
@inline
function fillHalf(
  start: usize, end: usize, fixed: usize, bytes: usize, a: usize, b: usize, weight: f32, into: usize,
): void {
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let s2 = f32x4.splat(0)
  let s3 = f32x4.splat(0)
  for (let entry = start; entry < end; entry += 4) {
    const row = fixed + <usize>load<i32>(entry) * bytes
    const value = v128.load(row + b)
    s0 = multiplyAdd(v128.load_splat<f32>(row + a), value, s0)
    s1 = multiplyAdd(v128.load_splat<f32>(row + a, 4), value, s1)
    s2 = multiplyAdd(v128.load_splat<f32>(row + a, 8), value, s2)
    s3 = multiplyAdd(v128.load_splat<f32>(row + a, 12), value, s3)
  }
  const by = f32x4.splat(weight)
  const line = bytes << 1
  const out = into + (a >> 2) * line + (b << 1)
  addDoubles(out, f32x4.mul(by, s0))
  addDoubles(out + line, f32x4.mul(by, s1))
  addDoubles(out + 2 * line, f32x4.mul(by, s2))
  addDoubles(out + 3 * line, f32x4.mul(by, s3))
}

@inline
function addDoubles(into: usize, sums: v128): void {
  v128.store(into, f64x2.add(v128.load(into), f64x2.promote_low_f32x4(sums)))
  const high = v128.shuffle<i64>(sums, sums, 1, 0)
  v128.store(into, f64x2.add(v128.load(into, 16), f64x2.promote_low_f32x4(high)), 16)
}

/** c Σ f. */
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

/**
 * L of A = L Lᵀ, in place of the lower triangle, with 1 ÷ L_aa on the diagonal; a column without an equation becomes zero. Four rows and two columns at a time: what
 * is stored as a pair is read as one.
 */
@inline
function factorise(matrix: usize, size: usize): void {
  const line = size << 3
  for (let row: usize = 0; row < size; row += 4) {
    const at = matrix + row * line
    for (let column: usize = 0; column < row; column += 2) factoriseTile(at, matrix + column * line, line, column << 3)
    for (let k: usize = 0; k < 4; k++) {
      const own = at + k * line
      for (let column = row; column < row + k; column++) {
        const other = matrix + column * line
        const cell = own + (column << 3)
        store<f64>(cell, (load<f64>(cell) - dotDoubles(own, other, column)) * load<f64>(other + (column << 3)))
      }
      const diagonal = own + ((row + k) << 3)
      const pivot = load<f64>(diagonal) - dotDoubles(own, own, row + k)
      store<f64>(diagonal, pivot == 0 ? 0 : 1 / Math.sqrt(pivot))
    }
  }
}

/** Columns c and c + 1 of four rows, from the rows of those columns; `bytes` is where they stand. */
@inline
function factoriseTile(rows: usize, columns: usize, line: usize, bytes: usize): void {
  let a0 = f64x2.splat(0)
  let a1 = f64x2.splat(0)
  let b0 = f64x2.splat(0)
  let b1 = f64x2.splat(0)
  let c0 = f64x2.splat(0)
  let c1 = f64x2.splat(0)
  let d0 = f64x2.splat(0)
  let d1 = f64x2.splat(0)
  for (let k: usize = 0; k < bytes; k += 16) {
    const left = v128.load(columns + k)
    const right = v128.load(columns + line + k)
    const a = v128.load(rows + k)
    a0 = multiplyAddDoubles(a, left, a0)
    a1 = multiplyAddDoubles(a, right, a1)
    const b = v128.load(rows + line + k)
    b0 = multiplyAddDoubles(b, left, b0)
    b1 = multiplyAddDoubles(b, right, b1)
    const c = v128.load(rows + 2 * line + k)
    c0 = multiplyAddDoubles(c, left, c0)
    c1 = multiplyAddDoubles(c, right, c1)
    const d = v128.load(rows + 3 * line + k)
    d0 = multiplyAddDoubles(d, left, d0)
    d1 = multiplyAddDoubles(d, right, d1)
  }
  const first = load<f64>(columns + bytes)
  const between = load<f64>(columns + line + bytes)
  const second = load<f64>(columns + line + bytes, 8)
  storePair(rows + bytes, a0, a1, first, between, second)
  storePair(rows + line + bytes, b0, b1, first, between, second)
  storePair(rows + 2 * line + bytes, c0, c1, first, between, second)
  storePair(rows + 3 * line + bytes, d0, d1, first, between, second)
}

@inline
function storePair(cell: usize, left: v128, right: v128, first: f64, between: f64, second: f64): void {
  const sums = f64x2.add(v128.shuffle<i64>(left, right, 0, 2), v128.shuffle<i64>(left, right, 1, 3))
  const rest = f64x2.sub(v128.load(cell), sums)
  const value = f64x2.extract_lane(rest, 0) * first
  const next = (f64x2.extract_lane(rest, 1) - value * between) * second
  v128.store(cell, f64x2.replace_lane(f64x2.splat(value), 1, next))
}

/** x of L Lᵀ x = b, in place of b. */
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
    const by = f64x2.splat(-value)
    const end = ((row - 1) >> 1) << 4
    for (let k: usize = 0; k < end; k += 16) {
      v128.store(b + k, multiplyAddDoubles(by, v128.load(at + k), v128.load(b + k)))
    }
    if (((row - 1) & 1) != 0) store<f64>(b + end, load<f64>(b + end) - value * load<f64>(at + end))
  }
}

/** a · b of so many doubles, in eight running sums. */
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
