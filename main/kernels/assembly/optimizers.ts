import { multiplyAdd, splat } from './lanes'

/** Row-sparse Adam; see reference/adam-rows.ts. Without `rows`, all rows are one run of floats. */
export function adamRows(
  from: i32,
  to: i32,
  _thread: i32,
  values: usize,
  first: usize,
  second: usize,
  rows: usize,
  width: i32,
  gradient: usize,
  rate: f32,
  secondScale: f32,
  decay: f32,
): void {
  const bytes = <usize>width << 2
  const start = <usize>from * bytes
  if (!rows) {
    const length = (to - from) * width
    return adam(values + start, first + start, second + start, gradient + start, length, rate, secondScale, decay)
  }
  for (let r = from; r < to; r++) {
    const row = <usize>load<i32>(rows + (<usize>r << 2)) * bytes
    adam(values + row, first + row, second + row, gradient + <usize>r * bytes, width, rate, secondScale, decay)
  }
}

@inline
function adam(
  values: usize,
  first: usize,
  second: usize,
  gradient: usize,
  length: i32,
  rate: f32,
  secondScale: f32,
  decay: f32,
): void {
  const rates = splat(rate)
  const scales = splat(secondScale)
  const decays = splat(decay)
  const epsilons = splat(1e-8)
  const whole = <usize>(length & ~3) << 2
  for (let k: usize = 0; k < whole; k += 16) {
    const value = v128.load(values + k)
    const g = multiplyAdd(decays, value, v128.load(gradient + k))
    const m = multiplyAdd(splat(0.1), g, f32x4.mul(splat(0.9), v128.load(first + k)))
    const v = multiplyAdd(f32x4.mul(splat(0.001), g), g, f32x4.mul(splat(0.999), v128.load(second + k)))
    v128.store(first + k, m)
    v128.store(second + k, v)
    const length = f32x4.add(f32x4.sqrt(f32x4.mul(v, scales)), epsilons)
    v128.store(values + k, f32x4.sub(value, f32x4.div(f32x4.mul(rates, m), length)))
  }
  for (let k = whole; k < <usize>length << 2; k += 4) {
    const value = load<f32>(values + k)
    const g = decay * value + load<f32>(gradient + k)
    const m: f32 = 0.1 * g + 0.9 * load<f32>(first + k)
    const v: f32 = 0.001 * g * g + 0.999 * load<f32>(second + k)
    store<f32>(first + k, m)
    store<f32>(second + k, v)
    store<f32>(values + k, value - (rate * m) / (sqrt(v * secondScale) + <f32>1e-8))
  }
}

/** Row-sparse Adagrad; see reference/adagrad-rows.ts. */
export function adagradRows(
  from: i32,
  to: i32,
  _thread: i32,
  values: usize,
  squares: usize,
  rows: usize,
  width: i32,
  gradient: usize,
  rate: f32,
  decay: f32,
): void {
  const bytes = <usize>width << 2
  for (let r = from; r < to; r++) {
    const row = <usize>(rows ? load<i32>(rows + (<usize>r << 2)) : r) * bytes
    adagrad(values + row, squares + row, gradient + <usize>r * bytes, width, rate, decay)
  }
}

@inline
function adagrad(values: usize, squares: usize, gradient: usize, length: i32, rate: f32, decay: f32): void {
  const whole = <usize>(length & ~3) << 2
  for (let k: usize = 0; k < whole; k += 16) {
    const value = v128.load(values + k)
    const g = multiplyAdd(splat(decay), value, v128.load(gradient + k))
    const s = multiplyAdd(g, g, v128.load(squares + k))
    v128.store(squares + k, s)
    const length = f32x4.add(f32x4.sqrt(s), splat(1e-10))
    v128.store(values + k, f32x4.sub(value, f32x4.div(f32x4.mul(splat(rate), g), length)))
  }
  for (let k = whole; k < <usize>length << 2; k += 4) {
    const value = load<f32>(values + k)
    const g = decay * value + load<f32>(gradient + k)
    const s: f32 = g * g + load<f32>(squares + k)
    store<f32>(squares + k, s)
    store<f32>(values + k, value - (rate * g) / (sqrt(s) + <f32>1e-10))
  }
}
