import { exponentialOfMinus, logarithm } from './inline-logistic'
import { bits, resume, suspend } from './inline-random'

/** Draws of Beta variables; see reference/draw-largest-beta.ts, main/math/beta.ts and main/math/ziggurat.ts, whose words are used in the same order. */

export function drawLargestBeta(
  random: usize,
  edges: usize,
  heights: usize,
  successes: usize,
  failures: usize,
  successSpreads: usize,
  failureSpreads: usize,
  arms: i32,
): i32 {
  resume(random)
  let best = 0
  let largest: f64 = -1
  for (let arm = 0; arm < arms; arm++) {
    const at = <usize>arm << 3
    const x = drawGamma(load<f64>(successes + at), load<f64>(successSpreads + at), edges, heights)
    const y = drawGamma(load<f64>(failures + at), load<f64>(failureSpreads + at), edges, heights)
    const draw = x / (x + y)
    if (draw > largest) {
      largest = draw
      best = arm
    }
  }
  suspend(random)
  return best
}

@inline
function positiveUniform(): f64 {
  const high = <f64>(bits() >>> 5)
  return (high * 67108864 + <f64>(bits() >>> 6) + 1) / 9007199254740992
}

@inline
function drawGamma(shape: f64, spread: f64, edges: usize, heights: usize): f64 {
  if (shape >= 1) return drawShape(shape - 1.0 / 3, spread, edges, heights)
  const draw = drawShape(shape + 2.0 / 3, spread, edges, heights)
  return draw * exponentialOfMinus(-logarithm(positiveUniform()) / shape)
}

@inline
function drawShape(d: f64, spread: f64, edges: usize, heights: usize): f64 {
  while (true) {
    const x = drawNormal(edges, heights)
    const root = 1 + spread * x
    if (root <= 0) continue
    const v = root * root * root
    const u = (<f64>bits() + 0.5) / 4294967296
    const square = x * x
    if (u < 1 - 0.0331 * square * square) return d * v
    if (logarithm(u) < 0.5 * square + d - d * v + d * logarithm(v)) return d * v
  }
}

@inline
function drawNormal(edges: usize, heights: usize): f64 {
  const word = bits()
  const layer = edges + (<usize>(word & 255) << 3)
  const fraction = (<f64>(word >>> 9) * 4294967296 + <f64>bits()) / 36028797018963968
  const x = fraction * load<f64>(layer)
  if (x < load<f64>(layer, 8)) return (word & 256) != 0 ? x : -x
  return drawOutside(word, x, edges, heights)
}

/** A normal whose first point lay beside the rectangles. */
function drawOutside(first: u32, point: f64, edges: usize, heights: usize): f64 {
  let word = first
  let x = point
  while (true) {
    const layer = <usize>(word & 255) << 3
    const sign: f64 = (word & 256) != 0 ? 1 : -1
    if (x < load<f64>(edges + layer, 8)) return sign * x
    if (layer == 0) return sign * drawTail(load<f64>(edges, 8))
    const lower = load<f64>(heights + layer)
    if (lower + positiveUniform() * (load<f64>(heights + layer, 8) - lower) < exponentialOfMinus((x * x) / 2))
      return sign * x
    word = bits()
    x = ((<f64>(word >>> 9) * 4294967296 + <f64>bits()) / 36028797018963968) * load<f64>(edges + (<usize>(word & 255) << 3))
  }
}

@inline
function drawTail(tail: f64): f64 {
  while (true) {
    const x = -logarithm(positiveUniform()) / tail
    const y = -logarithm(positiveUniform())
    if (2 * y > x * x) return tail + x
  }
}
