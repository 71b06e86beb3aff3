import { multiplyAddDoubles } from './lanes'

/** Inner products of rows with all items in double precision, each summed in the order of its entries; see reference/inner-products.ts. */

/** Rows `4 from` to `4 to` of the left side. */
export function innerProducts(
  from: i32,
  to: i32,
  _thread: i32,
  left: usize,
  rows: i32,
  right: usize,
  items: i32,
  width: usize,
  into: usize,
): void {
  const stride = width << 3
  const line = <usize>items << 3
  for (let row = 4 * from; row < 4 * to && row < rows; row += 4) {
    const last = rows - 1 - row
    const a = left + <usize>row * stride
    const b = a + <usize>min(1, last) * stride
    const c = a + <usize>min(2, last) * stride
    const d = a + <usize>min(3, last) * stride
    const out = into + <usize>row * line
    for (let item = 0; item < items; item += 4) {
      const rest = items - 1 - item
      multiplyTile(a, b, c, d, right + <usize>item * stride, stride, rest, out + (<usize>item << 3), line, last)
    }
  }
}

/** Four rows with four items; those beyond the last of either side repeat it and are not stored. */
@inline
function multiplyTile(
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  items: usize,
  stride: usize,
  rest: i32,
  into: usize,
  line: usize,
  last: i32,
): void {
  const p0 = items
  const p1 = items + <usize>min(1, rest) * stride
  const p2 = items + <usize>min(2, rest) * stride
  const p3 = items + <usize>min(3, rest) * stride
  let a0 = f64x2.splat(0)
  let a1 = f64x2.splat(0)
  let b0 = f64x2.splat(0)
  let b1 = f64x2.splat(0)
  let c0 = f64x2.splat(0)
  let c1 = f64x2.splat(0)
  let d0 = f64x2.splat(0)
  let d1 = f64x2.splat(0)
  for (let k: usize = 0; k < stride; k += 8) {
    const left = v128.load_lane<f64>(p1 + k, v128.load_splat<f64>(p0 + k), 1)
    const right = v128.load_lane<f64>(p3 + k, v128.load_splat<f64>(p2 + k), 1)
    const x = v128.load_splat<f64>(a + k)
    a0 = multiplyAddDoubles(x, left, a0)
    a1 = multiplyAddDoubles(x, right, a1)
    const y = v128.load_splat<f64>(b + k)
    b0 = multiplyAddDoubles(y, left, b0)
    b1 = multiplyAddDoubles(y, right, b1)
    const z = v128.load_splat<f64>(c + k)
    c0 = multiplyAddDoubles(z, left, c0)
    c1 = multiplyAddDoubles(z, right, c1)
    const w = v128.load_splat<f64>(d + k)
    d0 = multiplyAddDoubles(w, left, d0)
    d1 = multiplyAddDoubles(w, right, d1)
  }
  storeFour(into, a0, a1, rest)
  if (last > 0) storeFour(into + line, b0, b1, rest)
  if (last > 1) storeFour(into + 2 * line, c0, c1, rest)
  if (last > 2) storeFour(into + 3 * line, d0, d1, rest)
}

@inline
function storeFour(into: usize, left: v128, right: v128, rest: i32): void {
  v128.store_lane<f64>(into, left, 0)
  if (rest > 0) v128.store_lane<f64>(into, left, 1, 8)
  if (rest > 1) v128.store_lane<f64>(into, right, 0, 16)
  if (rest > 2) v128.store_lane<f64>(into, right, 1, 24)
}
