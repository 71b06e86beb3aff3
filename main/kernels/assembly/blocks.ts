import { multiplyStrided, replace, tileColumns, tileRows } from './inline-tiles'

/**
 * AᵀB of tall matrices, in parts of `grain` rows each, for rows `from` to `to`, at most one grain; see reference/cross-products.ts. Reads up to 32 bytes beyond a row,
 * whose products are dropped.
 */
export function crossFloats(
  from: i32,
  to: i32,
  _thread: i32,
  grain: i32,
  left: usize,
  leftWidth: i32,
  right: usize,
  rightWidth: i32,
  parts: usize,
): void {
  cross<f32>(from, to, grain, left, leftWidth, right, rightWidth, parts)
}

export function crossDoubles(
  from: i32,
  to: i32,
  _thread: i32,
  grain: i32,
  left: usize,
  leftWidth: i32,
  right: usize,
  rightWidth: i32,
  parts: usize,
): void {
  cross<f64>(from, to, grain, left, leftWidth, right, rightWidth, parts)
}

@inline
function cross<T>(
  from: i32,
  to: i32,
  grain: i32,
  left: usize,
  leftWidth: i32,
  right: usize,
  rightWidth: i32,
  parts: usize,
): void {
  const leftStride = <usize>leftWidth * sizeof<T>()
  const rightStride = <usize>rightWidth * sizeof<T>()
  const into = parts + <usize>(from / grain) * <usize>leftWidth * rightStride
  const first = left + <usize>from * leftStride
  const second = right + <usize>from * rightStride
  for (let row = 0; row < leftWidth; row += tileRows)
    for (let column = 0; column < rightWidth; column += tileColumns<T>())
      multiplyStrided<T>(
        first + <usize>row * sizeof<T>(),
        leftStride,
        second + <usize>column * sizeof<T>(),
        rightStride,
        to - from,
        into + <usize>row * rightStride + <usize>column * sizeof<T>(),
        rightStride,
        leftWidth - row,
        rightWidth - column,
        replace,
      )
}
