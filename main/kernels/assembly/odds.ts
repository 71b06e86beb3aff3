import { addScaled, productOf } from './inline-double-rows'
import { exponentialOfMinus, logarithm } from './inline-logistic'
import { below, resume, suspend, thresholdOf } from './inline-random'
import { multiplyAddDoubles } from './lanes'

/** Draws rows of the other side; see reference/draw-others.ts. */
export function drawOthers(random: usize, offsets: usize, from: i32, to: i32, each: i32, limit: u32, into: usize): void {
  resume(random)
  const threshold = thresholdOf(limit)
  for (let row = from; row < to; row++) {
    const end = into + (<usize>each << 2)
    const cell = offsets + (<usize>row << 2)
    if (load<u32>(cell) != load<u32>(cell, 4))
      for (let at = into; at < end; at += 4) store<u32>(at, below(limit, threshold))
    into = end
  }
  suspend(random)
}

/** Steps of AdaGrad on rows `first + from` to `first + to`; see reference/step-odds.ts. `width` in bytes; `scratch` has room for a row of each thread. */
export function stepOdds(
  from: i32,
  to: i32,
  thread: i32,
  first: i32,
  offsets: usize,
  indices: usize,
  own: usize,
  squares: usize,
  other: usize,
  width: usize,
  one: i32,
  draws: usize,
  each: i32,
  learningRate: f64,
  regularization: f64,
  confidence: f64,
  scratch: usize,
  losses: usize,
): void {
  const gradient = scratch + <usize>thread * width
  for (let at = from; at < to; at++) {
    const cell = offsets + (<usize>(first + at) << 2)
    const begin = indices + (<usize>load<u32>(cell) << 2)
    const end = indices + (<usize>load<u32>(cell, 4) << 2)
    if (begin == end) continue
    const row = own + <usize>(first + at) * width
    const pull = f64x2.splat(-regularization)
    for (let k: usize = 0; k < width; k += 16) v128.store(gradient + k, f64x2.mul(pull, v128.load(row + k)))
    store<f64>(losses + (<usize>at << 3), addObserved(begin, end, row, other, width, confidence, gradient))
    addOthers(draws + ((<usize>at * each) << 2), each, row, other, width, gradient)
    ascend(row, squares + <usize>(first + at) * width, gradient, width, <usize>one << 3, learningRate)
  }
}

/** Adds the gradient of α ln σ(x) of the rows that are named; Σ −ln σ(x). */
@inline
function addObserved(
  begin: usize,
  end: usize,
  row: usize,
  other: usize,
  width: usize,
  confidence: f64,
  gradient: usize,
): f64 {
  let loss: f64 = 0
  let factor: f64 = 1
  let sinceLogarithm = 0
  for (let entry = begin; entry < end; entry += 4) {
    const q = other + <usize>load<u32>(entry) * width
    const x = productOf(row, q, width)
    const small = exponentialOfMinus(abs(x))
    addScaled((confidence * (x < 0 ? 1 : small)) / (1 + small), q, gradient, width)
    loss += x < 0 ? -x : 0
    factor *= 1 + small
    if (++sinceLogarithm == 512) {
      loss += logarithm(factor)
      factor = 1
      sinceLogarithm = 0
    }
  }
  return loss + logarithm(factor)
}

/** Adds the gradient of ln σ(−x) of the rows that were drawn. */
@inline
function addOthers(draws: usize, each: i32, row: usize, other: usize, width: usize, gradient: usize): void {
  for (const end = draws + (<usize>each << 2); draws < end; draws += 4) {
    const q = other + <usize>load<u32>(draws) * width
    const x = productOf(row, q, width)
    const small = exponentialOfMinus(abs(x))
    addScaled(-(x < 0 ? small : 1) / (1 + small), q, gradient, width)
  }
}

/** s ← s + g², θ ← θ + γ g / √(s + 10⁻⁶), but for the entry that stays 1. */
@inline
function ascend(row: usize, squares: usize, gradient: usize, width: usize, one: usize, learningRate: f64): void {
  const rate = f64x2.splat(learningRate)
  const least = f64x2.splat(1e-6)
  store<f64>(gradient + one, 0)
  for (let k: usize = 0; k < width; k += 16) {
    const g = v128.load(gradient + k)
    const s = multiplyAddDoubles(g, g, v128.load(squares + k))
    v128.store(squares + k, s)
    const step = f64x2.div(f64x2.mul(rate, g), f64x2.sqrt(f64x2.add(s, least)))
    v128.store(row + k, f64x2.add(v128.load(row + k), step))
  }
}
