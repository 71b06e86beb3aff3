import { exponentialOfNegative, logarithmAboveOne, sigmoidFrom } from './inline-cross-entropy'
import { multiplyAdd, splat, sumLanes } from './lanes'

/** Gradient of comparisons; see reference/differentiate-triples.ts. */
export function differentiateTriples(
  count: i32,
  rows: usize,
  width: i32,
  users: usize,
  liked: usize,
  others: usize,
  gradient: usize,
): f64 {
  const bytes = <usize>width << 2
  let loss: f64 = 0
  for (let triple: usize = 0; triple < <usize>count << 2; triple += 4) {
    const u = <usize>load<i32>(users + triple) * bytes
    const i = <usize>load<i32>(liked + triple) * bytes
    const j = <usize>load<i32>(others + triple) * bytes
    let sum = splat(0)
    for (let k: usize = rows; k < rows + bytes; k += 16)
      sum = multiplyAdd(v128.load(u + k), f32x4.sub(v128.load(i + k), v128.load(j + k)), sum)
    const difference = <f64>sumLanes(sum)
    const e = exponentialOfNegative(-abs(difference))
    loss += max(-difference, 0) + logarithmAboveOne(e)
    const slope = splat(<f32>(-sigmoidFrom(-difference, e) / <f64>count))
    for (let k: usize = 0; k < bytes; k += 16) {
      const e = v128.load(rows + u + k)
      const apart = f32x4.sub(v128.load(rows + i + k), v128.load(rows + j + k))
      const step = f32x4.mul(slope, e)
      v128.store(gradient + u + k, multiplyAdd(slope, apart, v128.load(gradient + u + k)))
      v128.store(gradient + i + k, f32x4.add(v128.load(gradient + i + k), step))
      v128.store(gradient + j + k, f32x4.sub(v128.load(gradient + j + k), step))
    }
  }
  return loss
}

/** Rows added with an amount each; see reference/add-rows.ts. */
export function addRows(from: i32, to: i32, _thread: i32, rows: usize, width: i32, amounts: usize, into: usize): void {
  const bytes = <usize>width << 2
  const whole = <usize>(width & ~3) << 2
  for (let row = from; row < to; row++) {
    const at = <usize>row * bytes
    const amount = load<f32>(amounts + (<usize>row << 2))
    let k = at
    for (; k < at + whole; k += 16)
      v128.store(into + k, multiplyAdd(splat(amount), v128.load(rows + k), v128.load(into + k)))
    for (; k < at + bytes; k += 4) store<f32>(into + k, load<f32>(into + k) + amount * load<f32>(rows + k))
  }
}
