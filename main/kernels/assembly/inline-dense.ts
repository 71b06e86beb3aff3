import { multiplyAdd, splat } from './lanes'

/** Products of matrices of floats with rows one after the other; widths are multiples of 8. */

/** a or 0, where a is negative; in all four lanes. */
@inline
export function cutOff(a: v128): v128 {
  return f32x4.pmax(a, f32x4.splat(0))
}

/** a where b is positive, else 0. */
@inline
export function keepWhere(a: v128, b: v128): v128 {
  return v128.and(a, f32x4.gt(b, f32x4.splat(0)))
}

export const AS_IT_IS = 0
export const CUT_OFF = 1
export const MASKED = 2

@inline
function finish(value: v128, how: i32, mask: usize): v128 {
  if (how == CUT_OFF) return cutOff(value)
  if (how == MASKED) return keepWhere(value, v128.load(mask))
  return value
}

/**
 * into = how(a · b + start), where `start` is one row, or 0 for none, and `mask` has the shape of `into`. Tiles of four rows and eight columns, whose sums stay in
 * registers.
 */
export function multiply(
  a: usize,
  b: usize,
  into: usize,
  rows: i32,
  inner: i32,
  columns: i32,
  start: usize,
  how: i32,
  mask: usize,
): void {
  const aRow = <usize>inner << 2
  const bRow = <usize>columns << 2
  for (let j: usize = 0; j < bRow; j += 32) {
    const left = start ? v128.load(start + j) : f32x4.splat(0)
    const right = start ? v128.load(start + j, 16) : f32x4.splat(0)
    let r = 0
    for (; r + 4 <= rows; r += 4) {
      let c0 = left
      let d0 = right
      let c1 = left
      let d1 = right
      let c2 = left
      let d2 = right
      let c3 = left
      let d3 = right
      let p0 = a + <usize>r * aRow
      let p1 = p0 + aRow
      let p2 = p1 + aRow
      let p3 = p2 + aRow
      let q = b + j
      for (const end = p0 + aRow; p0 < end; ) {
        for (let k = 0; k < 4; k++) {
          const u = v128.load(q)
          const v = v128.load(q, 16)
          let s = v128.load_splat<f32>(p0)
          c0 = multiplyAdd(s, u, c0)
          d0 = multiplyAdd(s, v, d0)
          s = v128.load_splat<f32>(p1)
          c1 = multiplyAdd(s, u, c1)
          d1 = multiplyAdd(s, v, d1)
          s = v128.load_splat<f32>(p2)
          c2 = multiplyAdd(s, u, c2)
          d2 = multiplyAdd(s, v, d2)
          s = v128.load_splat<f32>(p3)
          c3 = multiplyAdd(s, u, c3)
          d3 = multiplyAdd(s, v, d3)
          p0 += 4
          p1 += 4
          p2 += 4
          p3 += 4
          q += bRow
        }
      }
      const at = <usize>r * bRow + j
      let to = into + at
      let by = mask + at
      v128.store(to, finish(c0, how, by))
      v128.store(to, finish(d0, how, by + 16), 16)
      to += bRow
      by += bRow
      v128.store(to, finish(c1, how, by))
      v128.store(to, finish(d1, how, by + 16), 16)
      to += bRow
      by += bRow
      v128.store(to, finish(c2, how, by))
      v128.store(to, finish(d2, how, by + 16), 16)
      to += bRow
      by += bRow
      v128.store(to, finish(c3, how, by))
      v128.store(to, finish(d3, how, by + 16), 16)
    }
    for (; r < rows; r++) {
      let c = left
      let d = right
      let p = a + <usize>r * aRow
      let q = b + j
      for (const end = p + aRow; p < end; p += 4) {
        const s = v128.load_splat<f32>(p)
        c = multiplyAdd(s, v128.load(q), c)
        d = multiplyAdd(s, v128.load(q, 16), d)
        q += bRow
      }
      const at = <usize>r * bRow + j
      v128.store(into + at, finish(c, how, mask + at))
      v128.store(into + at, finish(d, how, mask + at + 16), 16)
    }
  }
}

/** into += aᵀ · b for columns `from` to `to` of a, which are rows of `into`; both are multiples of 4. */
export function multiplyTransposed(
  a: usize,
  b: usize,
  into: usize,
  rows: i32,
  aColumns: i32,
  bColumns: i32,
  from: i32,
  to: i32,
): void {
  const aRow = <usize>aColumns << 2
  const bRow = <usize>bColumns << 2
  for (let j: usize = 0; j < bRow; j += 32) {
    for (let i = from; i < to; i += 4) {
      const to0 = into + <usize>i * bRow + j
      const to1 = to0 + bRow
      const to2 = to1 + bRow
      const to3 = to2 + bRow
      let c0 = v128.load(to0)
      let d0 = v128.load(to0, 16)
      let c1 = v128.load(to1)
      let d1 = v128.load(to1, 16)
      let c2 = v128.load(to2)
      let d2 = v128.load(to2, 16)
      let c3 = v128.load(to3)
      let d3 = v128.load(to3, 16)
      let p = a + (<usize>i << 2)
      let q = b + j
      for (const end = p + <usize>rows * aRow; p < end; p += aRow) {
        const u = v128.load(q)
        const v = v128.load(q, 16)
        let s = v128.load_splat<f32>(p)
        c0 = multiplyAdd(s, u, c0)
        d0 = multiplyAdd(s, v, d0)
        s = v128.load_splat<f32>(p, 4)
        c1 = multiplyAdd(s, u, c1)
        d1 = multiplyAdd(s, v, d1)
        s = v128.load_splat<f32>(p, 8)
        c2 = multiplyAdd(s, u, c2)
        d2 = multiplyAdd(s, v, d2)
        s = v128.load_splat<f32>(p, 12)
        c3 = multiplyAdd(s, u, c3)
        d3 = multiplyAdd(s, v, d3)
        q += bRow
      }
      v128.store(to0, c0)
      v128.store(to0, d0, 16)
      v128.store(to1, c1)
      v128.store(to1, d1, 16)
      v128.store(to2, c2)
      v128.store(to2, d2, 16)
      v128.store(to3, c3)
      v128.store(to3, d3, 16)
    }
  }
}

/** into += amount · row, `length` floats, a multiple of 4. */
@inline
export function addScaled(amount: f32, row: usize, into: usize, length: i32): void {
  const s = splat(amount)
  for (const end = row + (<usize>length << 2); row < end; row += 16) {
    v128.store(into, multiplyAdd(s, v128.load(row), v128.load(into)))
    into += 16
  }
}
