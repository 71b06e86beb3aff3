import { multiplyAdd, splat, sumLanes } from './lanes'

/** Products of one vector with a block of rows; see reference/dot-rows.ts. Sixteen floats in flight, then four, then one. */
export function dotRows(from: i32, to: i32, _thread: i32, rows: usize, vector: usize, width: i32, into: usize): void {
  for (let row = from; row < to; row++) {
    store<f32>(into + (<usize>row << 2), dot(rows + ((<usize>row * width) << 2), vector, width))
  }
}

/** rows + amounts ⊗ vector; see reference/add-outer.ts. */
export function addOuter(
  from: i32,
  to: i32,
  _thread: i32,
  rows: usize,
  amounts: usize,
  vector: usize,
  width: i32,
): void {
  for (let row = from; row < to; row++) {
    axpy(load<f32>(amounts + (<usize>row << 2)), vector, rows + ((<usize>row * width) << 2), width)
  }
}

/** a · b. */
@inline
export function dot(a: usize, b: usize, length: i32): f32 {
  let first = f32x4.splat(0)
  let second = f32x4.splat(0)
  let k = 0
  for (; k + 8 <= length; k += 8) {
    first = multiplyAdd(v128.load(a + (<usize>k << 2)), v128.load(b + (<usize>k << 2)), first)
    second = multiplyAdd(v128.load(a + (<usize>k << 2), 16), v128.load(b + (<usize>k << 2), 16), second)
  }
  for (; k + 4 <= length; k += 4) {
    first = multiplyAdd(v128.load(a + (<usize>k << 2)), v128.load(b + (<usize>k << 2)), first)
  }
  let sum = sumLanes(f32x4.add(first, second))
  for (; k < length; k++) sum += load<f32>(a + (<usize>k << 2)) * load<f32>(b + (<usize>k << 2))
  return sum
}

/** y ← y + a x. */
@inline
export function axpy(a: f32, x: usize, y: usize, length: i32): void {
  const amount = splat(a)
  let k = 0
  for (; k + 4 <= length; k += 4) {
    const at = <usize>k << 2
    v128.store(y + at, multiplyAdd(amount, v128.load(x + at), v128.load(y + at)))
  }
  for (; k < length; k++) {
    const at = <usize>k << 2
    store<f32>(y + at, load<f32>(y + at) + a * load<f32>(x + at))
  }
}
