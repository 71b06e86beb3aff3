import { multiplyTile, packPanel, tileColumns, tileRows } from './inline-tiles'

/** Products of matrices; see reference/multiply-matrices.ts. Strides are in bytes. */

/** Packs panels `from` to `to` of the right operand, whose columns are `columnStride` apart. */
export function packRightFloats(
  from: i32,
  to: i32,
  _thread: i32,
  right: usize,
  rowStride: usize,
  columnStride: usize,
  columns: i32,
  depth: i32,
  into: usize,
): void {
  packRight<f32>(from, to, right, rowStride, columnStride, columns, depth, into)
}

export function packRightDoubles(
  from: i32,
  to: i32,
  _thread: i32,
  right: usize,
  rowStride: usize,
  columnStride: usize,
  columns: i32,
  depth: i32,
  into: usize,
): void {
  packRight<f64>(from, to, right, rowStride, columnStride, columns, depth, into)
}

@inline
function packRight<T>(
  from: i32,
  to: i32,
  right: usize,
  rowStride: usize,
  columnStride: usize,
  columns: i32,
  depth: i32,
  into: usize,
): void {
  const width = tileColumns<T>()
  for (let panel = from; panel < to; panel++) {
    const first = panel * width
    const source = right + <usize>first * columnStride
    packPanel<T>(source, columnStride, rowStride, min(width, columns - first), width, depth, into + <usize>panel * depth * 32)
  }
}

/** Rows `from` to `to` of the left operand times the packed right one. `scratch` has room for `room` bytes of packed rows per thread. */
export function multiplyFloats(
  from: i32,
  to: i32,
  thread: i32,
  left: usize,
  rowStride: usize,
  columnStride: usize,
  right: usize,
  depth: i32,
  columns: i32,
  into: usize,
  stride: usize,
  mode: i32,
  scratch: usize,
  room: usize,
): void {
  const packed = scratch + <usize>thread * room
  multiply<f32>(from, to, left, rowStride, columnStride, right, depth, columns, into, stride, mode, packed)
}

export function multiplyDoubles(
  from: i32,
  to: i32,
  thread: i32,
  left: usize,
  rowStride: usize,
  columnStride: usize,
  right: usize,
  depth: i32,
  columns: i32,
  into: usize,
  stride: usize,
  mode: i32,
  scratch: usize,
  room: usize,
): void {
  const packed = scratch + <usize>thread * room
  multiply<f64>(from, to, left, rowStride, columnStride, right, depth, columns, into, stride, mode, packed)
}

@inline
function multiply<T>(
  from: i32,
  to: i32,
  left: usize,
  rowStride: usize,
  columnStride: usize,
  right: usize,
  depth: i32,
  columns: i32,
  into: usize,
  stride: usize,
  mode: i32,
  packed: usize,
): void {
  const width = tileColumns<T>()
  const panelBytes = <usize>depth * tileRows * sizeof<T>()
  let panel = packed
  for (let row = from; row < to; row += tileRows) {
    packPanel<T>(left + <usize>row * rowStride, rowStride, columnStride, min(tileRows, to - row), tileRows, depth, panel)
    panel += panelBytes
  }
  for (let column = 0; column < columns; column += width) {
    panel = packed
    const corner = into + <usize>column * sizeof<T>()
    for (let row = from; row < to; row += tileRows) {
      multiplyTile<T>(panel, right, depth, corner + <usize>row * stride, stride, to - row, columns - column, mode)
      panel += panelBytes
    }
    right += <usize>depth * 32
  }
}
