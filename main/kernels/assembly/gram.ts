import { multiplyAdd } from './lanes'

/** Rows that are summed in single precision before they are added in double. */
const chunk: i32 = 64

/** FᵀF of blocks of rows, on and below the diagonal; see reference/gram.ts. Block b adds to partials + b · width². */
export function gramBlocks(
  from: i32,
  to: i32,
  _thread: i32,
  rows: usize,
  count: i32,
  width: i32,
  blockRows: i32,
  partials: usize,
): void {
  const stride = <usize>width << 2
  for (let block = from; block < to; block++) {
    const into = partials + <usize>block * <usize>width * (<usize>width << 3)
    const end = min(count, (block + 1) * blockRows)
    for (let row = block * blockRows; row < end; row += chunk) {
      const begin = rows + <usize>row * stride
      const stop = rows + <usize>min(end, row + chunk) * stride
      for (let a = 0; a < width; a += 4) {
        let b = 0
        for (; b < a + 4 && b + 8 <= width; b += 8) tileEight(begin, stop, stride, <usize>a << 2, <usize>b << 2, into)
        if (b < a + 4) tileFour(begin, stop, stride, <usize>a << 2, <usize>b << 2, into)
      }
    }
  }
}

/** Columns a … a + 3 against b … b + 7. */
@inline
function tileEight(begin: usize, end: usize, stride: usize, a: usize, b: usize, into: usize): void {
  let s00 = f32x4.splat(0)
  let s01 = f32x4.splat(0)
  let s10 = f32x4.splat(0)
  let s11 = f32x4.splat(0)
  let s20 = f32x4.splat(0)
  let s21 = f32x4.splat(0)
  let s30 = f32x4.splat(0)
  let s31 = f32x4.splat(0)
  for (let row = begin; row < end; row += stride) {
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
  const line = stride << 1
  const out = into + (a >> 2) * line + (b << 1)
  addDoubles(out, s00)
  addDoubles(out + 32, s01)
  addDoubles(out + line, s10)
  addDoubles(out + line + 32, s11)
  addDoubles(out + 2 * line, s20)
  addDoubles(out + 2 * line + 32, s21)
  addDoubles(out + 3 * line, s30)
  addDoubles(out + 3 * line + 32, s31)
}

/** Columns a … a + 3 against b … b + 3. */
@inline
function tileFour(begin: usize, end: usize, stride: usize, a: usize, b: usize, into: usize): void {
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let s2 = f32x4.splat(0)
  let s3 = f32x4.splat(0)
  for (let row = begin; row < end; row += stride) {
    const value = v128.load(row + b)
    const at = row + a
    s0 = multiplyAdd(v128.load_splat<f32>(at), value, s0)
    s1 = multiplyAdd(v128.load_splat<f32>(at, 4), value, s1)
    s2 = multiplyAdd(v128.load_splat<f32>(at, 8), value, s2)
    s3 = multiplyAdd(v128.load_splat<f32>(at, 12), value, s3)
  }
  const line = stride << 1
  const out = into + (a >> 2) * line + (b << 1)
  addDoubles(out, s0)
  addDoubles(out + line, s1)
  addDoubles(out + 2 * line, s2)
  addDoubles(out + 3 * line, s3)
}

/** Adds four floats to four doubles. */
@inline
function addDoubles(into: usize, sums: v128): void {
  v128.store(into, f64x2.add(v128.load(into), f64x2.promote_low_f32x4(sums)))
  const high = v128.shuffle<i64>(sums, sums, 1, 0)
  v128.store(into, f64x2.add(v128.load(into, 16), f64x2.promote_low_f32x4(high)), 16)
}
