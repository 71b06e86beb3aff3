import { multiplyAddDoubles, sumDoubleLanes } from './lanes'

/** The nearest centre of rows `from` to `to` and the squared distance to it; see reference/nearest-centres.ts. */
export function nearestCentres(
  from: i32,
  to: i32,
  _thread: i32,
  rows: usize,
  size: i32,
  centres: usize,
  count: i32,
  nearest: usize,
  distances: usize,
): void {
  const stride = <usize>size << 3
  for (let row = from; row < to; row++) {
    const own = rows + <usize>row * stride
    let chosen = 0
    let least = Infinity
    let centre = centres
    for (let number = 0; number < count; number++) {
      const distance = squaredDistance(own, centre, size)
      if (distance < least) {
        least = distance
        chosen = number
      }
      centre += stride
    }
    store<i32>(nearest + (<usize>row << 2), chosen)
    store<f64>(distances + (<usize>row << 3), least)
  }
}

/** Four differences in flight, then two, then one. */
@inline
function squaredDistance(a: usize, b: usize, size: i32): f64 {
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  let k = 0
  for (; k + 4 <= size; k += 4) {
    const p = f64x2.sub(v128.load(a), v128.load(b))
    const q = f64x2.sub(v128.load(a, 16), v128.load(b, 16))
    first = multiplyAddDoubles(p, p, first)
    second = multiplyAddDoubles(q, q, second)
    a += 32
    b += 32
  }
  if (k + 2 <= size) {
    const p = f64x2.sub(v128.load(a), v128.load(b))
    first = multiplyAddDoubles(p, p, first)
    a += 16
    b += 16
    k += 2
  }
  let sum = sumDoubleLanes(f64x2.add(first, second))
  if (k < size) {
    const rest = load<f64>(a) - load<f64>(b)
    sum += rest * rest
  }
  return sum
}
