import { fused, loadSplat } from './inline-numbers'

/**
 * Tiles of a product of matrices: 4 rows and 32 bytes of columns, that is 4 doubles or 8 floats, in eight registers. Operands are packed: the left one in panels
 * of 4 rows, entry by entry, the right one in panels of 32 bytes of columns, so that both are read in order.
 */

/** Rows of a tile, and of a panel of the left operand. */
export const tileRows: i32 = 4

/** Columns of a tile, and of a panel of the right operand. */
@inline
export function tileColumns<T>(): i32 {
  return 32 / <i32>sizeof<T>()
}

/** What becomes of a product: it replaces, is added to, or is taken from what is there. */
export const replace: i32 = 0
export const add: i32 = 1
export const subtract: i32 = 2

/** The product of one panel of the left and one of the right operand, into at most `rows × columns` cells at `into`. */
@inline
export function multiplyTile<T>(
  left: usize,
  right: usize,
  depth: i32,
  into: usize,
  stride: usize,
  rows: i32,
  columns: i32,
  mode: i32,
): void {
  multiplyStrided<T>(left, 4 * sizeof<T>(), right, 32, depth, into, stride, rows, columns, mode)
}

/** The same for operands that are not packed: entry k of their sums stands `leftStride` and `rightStride` bytes after entry k − 1. */
@inline
export function multiplyStrided<T>(
  left: usize,
  leftStride: usize,
  right: usize,
  rightStride: usize,
  depth: i32,
  into: usize,
  stride: usize,
  rows: i32,
  columns: i32,
  mode: i32,
): void {
  let a0 = i64x2.splat(0)
  let a1 = i64x2.splat(0)
  let b0 = i64x2.splat(0)
  let b1 = i64x2.splat(0)
  let c0 = i64x2.splat(0)
  let c1 = i64x2.splat(0)
  let d0 = i64x2.splat(0)
  let d1 = i64x2.splat(0)
  for (let k = 0; k < depth; k++) {
    const p = v128.load(right)
    const q = v128.load(right, 16)
    const a = loadSplat<T>(left)
    a0 = fused<T>(a, p, a0)
    a1 = fused<T>(a, q, a1)
    const b = loadSplat<T>(left + sizeof<T>())
    b0 = fused<T>(b, p, b0)
    b1 = fused<T>(b, q, b1)
    const c = loadSplat<T>(left + 2 * sizeof<T>())
    c0 = fused<T>(c, p, c0)
    c1 = fused<T>(c, q, c1)
    const d = loadSplat<T>(left + 3 * sizeof<T>())
    d0 = fused<T>(d, p, d0)
    d1 = fused<T>(d, q, d1)
    left += leftStride
    right += rightStride
  }
  keepRow<T>(a0, a1, into, columns, mode)
  if (rows > 1) keepRow<T>(b0, b1, into + stride, columns, mode)
  if (rows > 2) keepRow<T>(c0, c1, into + 2 * stride, columns, mode)
  if (rows > 3) keepRow<T>(d0, d1, into + 3 * stride, columns, mode)
}

@inline
function keepRow<T>(first: v128, second: v128, into: usize, columns: i32, mode: i32): void {
  if (columns >= tileColumns<T>()) {
    v128.store(into, combine<T>(first, v128.load(into), mode))
    v128.store(into, combine<T>(second, v128.load(into, 16), mode), 16)
  } else keepPart<T>(first, second, into, columns, mode)
}

/** The first cells of a row of a tile at the edge. */
function keepPart<T>(first: v128, second: v128, into: usize, columns: i32, mode: i32): void {
  const half = 16 / <i32>sizeof<T>()
  for (let column = 0; column < columns; column++) {
    const at = into + <usize>column * sizeof<T>()
    const value = laneOf<T>(column < half ? first : second, column % half)
    const old = load<T>(at)
    store<T>(at, mode == replace ? value : mode == add ? ((old + value) as T) : ((old - value) as T))
  }
}

@inline
function combine<T>(value: v128, old: v128, mode: i32): v128 {
  if (mode == replace) return value
  if (sizeof<T>() == 8) return mode == add ? f64x2.add(old, value) : f64x2.sub(old, value)
  return mode == add ? f32x4.add(old, value) : f32x4.sub(old, value)
}

@inline
function laneOf<T>(value: v128, lane: i32): T {
  if (sizeof<T>() == 8) return <T>(lane == 0 ? f64x2.extract_lane(value, 0) : f64x2.extract_lane(value, 1))
  if (lane < 2) return <T>(lane == 0 ? f32x4.extract_lane(value, 0) : f32x4.extract_lane(value, 1))
  return <T>(lane == 2 ? f32x4.extract_lane(value, 2) : f32x4.extract_lane(value, 3))
}

/**
 * Packs `width` rows of a matrix entry by entry, with zeros for rows beyond the last: `into[k · width + r] = source[r · rowStride + k · columnStride]`. Strides are
 * in bytes, so that a transposed matrix is one with its strides exchanged.
 */
@inline
export function packPanel<T>(
  source: usize,
  rowStride: usize,
  columnStride: usize,
  rows: i32,
  width: i32,
  depth: i32,
  into: usize,
): void {
  for (let k = 0; k < depth; k++) {
    for (let row = 0; row < rows; row++)
      store<T>(into + <usize>row * sizeof<T>(), load<T>(source + <usize>row * rowStride))
    for (let row = rows; row < width; row++) store<T>(into + <usize>row * sizeof<T>(), <T>0)
    source += columnStride
    into += <usize>width * sizeof<T>()
  }
}
