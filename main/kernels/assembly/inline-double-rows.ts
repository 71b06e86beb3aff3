import { multiplyAddDoubles, sumDoubleLanes } from './lanes'

/** Rows in double precision, padded with zeros to whole lanes; `width` in bytes, a multiple of 16. */

/** p · q. */
@inline
export function productOf(p: usize, q: usize, width: usize): f64 {
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  const end = p + width
  for (const whole = p + (width & ~31); p < whole; p += 32, q += 32) {
    first = multiplyAddDoubles(v128.load(p), v128.load(q), first)
    second = multiplyAddDoubles(v128.load(p, 16), v128.load(q, 16), second)
  }
  if (p < end) first = multiplyAddDoubles(v128.load(p), v128.load(q), first)
  return sumDoubleLanes(f64x2.add(first, second))
}

/** y ← y + a x. */
@inline
export function addScaled(a: f64, x: usize, y: usize, width: usize): void {
  const amount = f64x2.splat(a)
  for (const end = y + width; y < end; x += 16, y += 16)
    v128.store(y, multiplyAddDoubles(amount, v128.load(x), v128.load(y)))
}
