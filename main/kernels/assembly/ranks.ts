import { multiplyAdd, splat, sumLanes } from './lanes'
import { productOf } from './inline-factor-rows'
import { hasColumn } from './inline-pairs'
import { below, resume, suspend, thresholdOf } from './inline-random'

/** Steps of WARP; see reference/learn-ranks.ts. */
export function learnRanks(
  random: usize,
  users: usize,
  items: usize,
  offsets: usize,
  pairs: u32,
  itemCount: u32,
  draws: i32,
  weights: usize,
  trials: i32,
  userRows: usize,
  itemRows: usize,
  width: usize,
  userSquares: usize,
  itemSquares: usize,
  biases: usize,
  biasSquares: usize,
  learningRate: f64,
  longest: f32,
  loss: usize,
): void {
  resume(random)
  const pairThreshold = thresholdOf(pairs)
  const itemThreshold = thresholdOf(itemCount)
  let sum: f64 = 0
  for (let draw = 0; draw < draws; draw++) {
    const entry = <usize>below(pairs, pairThreshold) << 2
    const user = load<u32>(users + entry)
    const liked = <usize>load<u32>(items + entry)
    const p = userRows + <usize>user * width
    const i = itemRows + liked * width
    const wanted = <f64>productOf(p, i, width) + load<f64>(biases + (liked << 3)) - 1
    for (let trial = 0; trial < trials; trial++) {
      const drawn = below(itemCount, itemThreshold)
      const other = <usize>drawn
      const j = itemRows + other * width
      const excess = <f64>productOf(p, j, width) + load<f64>(biases + (other << 3)) - wanted
      if (excess <= 0 || hasColumn(offsets, items, user, drawn)) continue
      const weight = load<f64>(weights + (<usize>trial << 3))
      sum += weight * excess
      stepRows(
        p,
        i,
        j,
        userSquares + <usize>user * width,
        itemSquares + liked * width,
        itemSquares + other * width,
        width,
        <f32>weight,
        <f32>learningRate,
        longest,
      )
      stepBias(biases + (liked << 3), biasSquares + (liked << 3), weight, learningRate)
      stepBias(biases + (other << 3), biasSquares + (other << 3), -weight, learningRate)
      break
    }
  }
  store<f64>(loss, load<f64>(loss) + sum)
  suspend(random)
}

@inline
function stepBias(bias: usize, squares: usize, ascent: f64, learningRate: f64): void {
  const before = load<f64>(squares)
  store<f64>(bias, load<f64>(bias) + (learningRate * ascent) / sqrt<f64>(before))
  store<f64>(squares, before + ascent * ascent)
}

/** AdaGrad's steps of a user and two items, from the old values, then no longer than they may be. */
@inline
function stepRows(
  p: usize,
  i: usize,
  j: usize,
  userSquares: usize,
  likedSquares: usize,
  otherSquares: usize,
  width: usize,
  weight: f32,
  learningRate: f32,
  longest: f32,
): void {
  const rate = splat(learningRate)
  const upwards = splat(weight)
  const downwards = splat(-weight)
  let userLength = f32x4.splat(0)
  let likedLength = f32x4.splat(0)
  let otherLength = f32x4.splat(0)
  for (let k: usize = 0; k < width; k += 16) {
    const x = v128.load(p + k)
    const y = v128.load(i + k)
    const z = v128.load(j + k)
    const newX = stepLanes(p + k, userSquares + k, x, f32x4.mul(upwards, f32x4.sub(y, z)), rate)
    const newY = stepLanes(i + k, likedSquares + k, y, f32x4.mul(upwards, x), rate)
    const newZ = stepLanes(j + k, otherSquares + k, z, f32x4.mul(downwards, x), rate)
    userLength = multiplyAdd(newX, newX, userLength)
    likedLength = multiplyAdd(newY, newY, likedLength)
    otherLength = multiplyAdd(newZ, newZ, otherLength)
  }
  shorten(p, width, sumLanes(userLength), longest)
  shorten(i, width, sumLanes(likedLength), longest)
  shorten(j, width, sumLanes(otherLength), longest)
}

@inline
function stepLanes(at: usize, squares: usize, value: v128, ascent: v128, rate: v128): v128 {
  const before = v128.load(squares)
  const after = f32x4.add(value, f32x4.div(f32x4.mul(rate, ascent), f32x4.sqrt(before)))
  v128.store(squares, multiplyAdd(ascent, ascent, before))
  v128.store(at, after)
  return after
}

function shorten(row: usize, width: usize, square: f32, longest: f32): void {
  if (square <= longest * longest) return
  const share = splat(longest / sqrt<f32>(square))
  for (const end = row + width; row < end; row += 16) v128.store(row, f32x4.mul(share, v128.load(row)))
}
