import { fused, loadSplat, plus, times } from './inline-numbers'

/** Weighed sums over the neighbours in a graph; see reference/propagate.ts. `total` is 0 where the sums are not to be added to another block. */
export function propagateFloats(
  from: i32,
  to: i32,
  _thread: i32,
  offsets: usize,
  indices: usize,
  weights: usize,
  scale: usize,
  source: usize,
  width: i32,
  into: usize,
  total: usize,
): void {
  propagate<f32>(from, to, offsets, indices, weights, scale, source, width, into, total)
}

export function propagateDoubles(
  from: i32,
  to: i32,
  _thread: i32,
  offsets: usize,
  indices: usize,
  weights: usize,
  scale: usize,
  source: usize,
  width: i32,
  into: usize,
  total: usize,
): void {
  propagate<f64>(from, to, offsets, indices, weights, scale, source, width, into, total)
}

/** Eight vectors of columns of a row at a time, then four, then one, then single columns. */
@inline
function propagate<T>(
  from: i32,
  to: i32,
  offsets: usize,
  indices: usize,
  weights: usize,
  scale: usize,
  source: usize,
  width: i32,
  into: usize,
  total: usize,
): void {
  const stride = <usize>width * sizeof<T>()
  for (let row = from; row < to; row++) {
    const bounds = offsets + (<usize>row << 2)
    const first = indices + (<usize>load<i32>(bounds) << 2)
    const last = indices + (<usize>load<i32>(bounds, 4) << 2)
    const amount = scale + <usize>row * sizeof<T>()
    const out = into + <usize>row * stride
    let column: usize = 0
    for (; column + 128 <= stride; column += 128)
      sumEight<T>(first, last, weights, source + column, stride, amount, out + column, total ? total + <usize>row * stride + column : 0)
    for (; column + 64 <= stride; column += 64)
      sumFour<T>(first, last, weights, source + column, stride, amount, out + column, total ? total + <usize>row * stride + column : 0)
    for (; column + 16 <= stride; column += 16)
      sumOne<T>(first, last, weights, source + column, stride, amount, out + column, total ? total + <usize>row * stride + column : 0)
    for (; column < stride; column += sizeof<T>())
      sumEntry<T>(first, last, weights, source + column, stride, amount, out + column, total ? total + <usize>row * stride + column : 0)
  }
}

@inline
function sumEight<T>(
  first: usize,
  last: usize,
  weights: usize,
  source: usize,
  stride: usize,
  amount: usize,
  out: usize,
  total: usize,
): void {
  let a = i64x2.splat(0)
  let b = i64x2.splat(0)
  let c = i64x2.splat(0)
  let d = i64x2.splat(0)
  let e = i64x2.splat(0)
  let f = i64x2.splat(0)
  let g = i64x2.splat(0)
  let h = i64x2.splat(0)
  for (let entry = first; entry < last; entry += 4) {
    const index = <usize>load<i32>(entry)
    const at = source + index * stride
    const weight = loadSplat<T>(weights + index * sizeof<T>())
    a = fused<T>(weight, v128.load(at), a)
    b = fused<T>(weight, v128.load(at, 16), b)
    c = fused<T>(weight, v128.load(at, 32), c)
    d = fused<T>(weight, v128.load(at, 48), d)
    e = fused<T>(weight, v128.load(at, 64), e)
    f = fused<T>(weight, v128.load(at, 80), f)
    g = fused<T>(weight, v128.load(at, 96), g)
    h = fused<T>(weight, v128.load(at, 112), h)
  }
  const own = loadSplat<T>(amount)
  keep<T>(times<T>(own, a), out, total, 0)
  keep<T>(times<T>(own, b), out, total, 16)
  keep<T>(times<T>(own, c), out, total, 32)
  keep<T>(times<T>(own, d), out, total, 48)
  keep<T>(times<T>(own, e), out, total, 64)
  keep<T>(times<T>(own, f), out, total, 80)
  keep<T>(times<T>(own, g), out, total, 96)
  keep<T>(times<T>(own, h), out, total, 112)
}

@inline
function sumFour<T>(
  first: usize,
  last: usize,
  weights: usize,
  source: usize,
  stride: usize,
  amount: usize,
  out: usize,
  total: usize,
): void {
  let a = i64x2.splat(0)
  let b = i64x2.splat(0)
  let c = i64x2.splat(0)
  let d = i64x2.splat(0)
  for (let entry = first; entry < last; entry += 4) {
    const index = <usize>load<i32>(entry)
    const at = source + index * stride
    const weight = loadSplat<T>(weights + index * sizeof<T>())
    a = fused<T>(weight, v128.load(at), a)
    b = fused<T>(weight, v128.load(at, 16), b)
    c = fused<T>(weight, v128.load(at, 32), c)
    d = fused<T>(weight, v128.load(at, 48), d)
  }
  const own = loadSplat<T>(amount)
  keep<T>(times<T>(own, a), out, total, 0)
  keep<T>(times<T>(own, b), out, total, 16)
  keep<T>(times<T>(own, c), out, total, 32)
  keep<T>(times<T>(own, d), out, total, 48)
}

@inline
function sumOne<T>(
  first: usize,
  last: usize,
  weights: usize,
  source: usize,
  stride: usize,
  amount: usize,
  out: usize,
  total: usize,
): void {
  let sum = i64x2.splat(0)
  for (let entry = first; entry < last; entry += 4) {
    const index = <usize>load<i32>(entry)
    sum = fused<T>(loadSplat<T>(weights + index * sizeof<T>()), v128.load(source + index * stride), sum)
  }
  keep<T>(times<T>(loadSplat<T>(amount), sum), out, total, 0)
}

@inline
function sumEntry<T>(
  first: usize,
  last: usize,
  weights: usize,
  source: usize,
  stride: usize,
  amount: usize,
  out: usize,
  total: usize,
): void {
  let sum: T = <T>0
  for (let entry = first; entry < last; entry += 4) {
    const index = <usize>load<i32>(entry)
    sum = (sum + load<T>(weights + index * sizeof<T>()) * load<T>(source + index * stride)) as T
  }
  const value = (load<T>(amount) * sum) as T
  store<T>(out, value)
  if (total) store<T>(total, (load<T>(total) + value) as T)
}

@inline
function keep<T>(value: v128, out: usize, total: usize, offset: usize): void {
  v128.store(out + offset, value)
  if (total) v128.store(total + offset, plus<T>(v128.load(total + offset), value))
}
