import { addScaled, productOf } from './inline-double-rows'
import { multiplyAddDoubles } from './lanes'

/** Factors that are never negative; see reference/sum-parts.ts and reference/step-parts.ts. `width` in bytes. */

export function sumParts(
  from: i32,
  to: i32,
  users: usize,
  items: usize,
  values: usize,
  userFactors: usize,
  itemFactors: usize,
  width: usize,
  userAbove: usize,
  userBelow: usize,
  itemAbove: usize,
  itemBelow: usize,
  squares: usize,
): void {
  let sum: f64 = 0
  for (let at = from; at < to; at++) {
    const cell = <usize>at << 2
    const own = <usize>load<u32>(users + cell) * width
    const its = <usize>load<u32>(items + cell) * width
    const value = <f64>load<f32>(values + cell)
    const p = userFactors + own
    const q = itemFactors + its
    const predicted = productOf(p, q, width)
    sum += (value - predicted) * (value - predicted)
    addScaled(value, q, userAbove + own, width)
    addScaled(predicted, q, userBelow + own, width)
    addScaled(value, p, itemAbove + its, width)
    addScaled(predicted, p, itemBelow + its, width)
  }
  store<f64>(squares, load<f64>(squares) + sum)
}

export function stepParts(
  rows: i32,
  factors: usize,
  above: usize,
  below: usize,
  counts: usize,
  width: usize,
  regularization: f64,
): void {
  const zero = f64x2.splat(0)
  for (let row = 0; row < rows; row++) {
    const pull = f64x2.splat(regularization * <f64>load<i32>(counts + (<usize>row << 2)))
    for (let k: usize = 0; k < width; k += 16) {
      const value = v128.load(factors + k)
      const divisor = multiplyAddDoubles(pull, value, v128.load(below + k))
      const moved = f64x2.div(f64x2.mul(value, v128.load(above + k)), divisor)
      v128.store(factors + k, v128.bitselect(moved, value, f64x2.gt(divisor, zero)))
    }
    factors += width
    above += width
    below += width
  }
}
