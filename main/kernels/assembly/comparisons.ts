import { differenceOf, keepTouched, separate, touchRow } from './inline-factor-rows'
import { exponentialOfMinus, logarithm } from './inline-logistic'
import { hasColumn, mark, mayHave } from './inline-pairs'
import { below, resume, suspend, thresholdOf } from './inline-random'

/** Bytes of a comparison: user, the item that was had, the other. */
const size: usize = 12
/** Comparisons whose memory is asked for together, so that waits overlap. */
const together: usize = 16

/** Draws pairs and other items; see reference/draw-comparisons.ts. */
export function drawComparisons(
  random: usize,
  users: usize,
  items: usize,
  offsets: usize,
  marks: usize,
  shift: u32,
  pairs: u32,
  uniformItems: u32,
  verify: bool,
  draws: i32,
  into: usize,
  kept: usize,
): void {
  resume(random)
  const pairThreshold = thresholdOf(pairs)
  const uniform = uniformItems > 0
  const otherThreshold = uniform ? thresholdOf(uniformItems) : pairThreshold
  const last = into + <usize>draws * size
  let at = into
  for (let from = into; from < last; from += together * size) {
    const to = min<usize>(last, from + together * size)
    for (let next = from; next < to; next += size) {
      store<u32>(next, below(pairs, pairThreshold))
      store<u32>(next, uniform ? below(uniformItems, otherThreshold) : below(pairs, pairThreshold), 8)
    }
    for (let next = from; next < to; next += size) {
      const entry = <usize>load<u32>(next) << 2
      store<u32>(next, load<u32>(users + entry))
      store<u32>(next, load<u32>(items + entry), 4)
      if (!uniform) store<u32>(next, load<u32>(items + (<usize>load<u32>(next, 8) << 2)), 8)
    }
    for (let next = from; next < to; next += size) {
      const user = load<u32>(next)
      const liked = load<u32>(next, 4)
      const other = load<u32>(next, 8)
      store<u32>(at, user)
      store<u32>(at, liked, 4)
      store<u32>(at, other, 8)
      const skipped = verify ? mayHave(marks, shift, user, other) && hasColumn(offsets, items, user, other) : other == liked
      at += skipped ? 0 : size
    }
  }
  store<u32>(kept, <u32>((at - into) / size))
  suspend(random)
}

/** Steps of BPR; see reference/learn-comparisons.ts. */
export function learnComparisons(
  comparisons: usize,
  kept: usize,
  userRows: usize,
  itemRows: usize,
  width: usize,
  biases: usize,
  biased: bool,
  learningRate: f64,
  keep: f64,
  loss: usize,
): void {
  let sum: f64 = 0
  let factor: f64 = 1
  let sinceLogarithm = 0
  const end = comparisons + <usize>load<u32>(kept) * size
  let touched: i32 = 0
  let ahead = comparisons
  for (let at = comparisons; at < end; at += size) {
    if (at == ahead) {
      ahead = min<usize>(end, at + together * size)
      for (let next = at; next < ahead; next += size)
        touched ^=
          touchRow(userRows + <usize>load<u32>(next) * width, width) ^
          touchRow(itemRows + <usize>load<u32>(next, 4) * width, width) ^
          touchRow(itemRows + <usize>load<u32>(next, 8) * width, width)
    }
    const p = userRows + <usize>load<u32>(at) * width
    const liked = <usize>load<u32>(at, 4)
    const other = <usize>load<u32>(at, 8)
    const i = itemRows + liked * width
    const j = itemRows + other * width
    const likedBias = biases + (liked << 3)
    const otherBias = biases + (other << 3)
    const difference = <f64>differenceOf(p, i, j, width) + (biased ? load<f64>(likedBias) - load<f64>(otherBias) : 0)
    const small = exponentialOfMinus(abs(difference))
    const right = difference >= 0
    const amount = (learningRate * (right ? small : 1)) / (1 + small)
    sum += right ? 0 : -difference
    factor *= 1 + small
    if (++sinceLogarithm == 512) {
      sum += logarithm(factor)
      factor = 1
      sinceLogarithm = 0
    }
    separate(p, i, j, width, <f32>amount, <f32>keep)
    if (!biased) continue
    store<f64>(likedBias, keep * load<f64>(likedBias) + amount)
    store<f64>(otherBias, keep * load<f64>(otherBias) - amount)
  }
  keepTouched(touched)
  store<f64>(loss, load<f64>(loss) + sum + logarithm(factor))
}

/** Row 0 learns from comparisons while row 1 draws the next; see reference/learn-and-draw.ts. */
export function learnAndDraw(
  from: i32,
  to: i32,
  _thread: i32,
  comparisons: usize,
  kept: usize,
  userRows: usize,
  itemRows: usize,
  width: usize,
  biases: usize,
  biased: bool,
  learningRate: f64,
  keep: f64,
  loss: usize,
  random: usize,
  users: usize,
  items: usize,
  offsets: usize,
  marks: usize,
  shift: u32,
  pairs: u32,
  uniformItems: u32,
  verify: bool,
  draws: i32,
  into: usize,
  nextKept: usize,
): void {
  for (let row = from; row < to; row++)
    if (row == 0) learnComparisons(comparisons, kept, userRows, itemRows, width, biases, biased, learningRate, keep, loss)
    else drawComparisons(random, users, items, offsets, marks, shift, pairs, uniformItems, verify, draws, into, nextKept)
}

/** Marks pairs; see reference/mark-pairs.ts. */
export function markPairs(users: usize, items: usize, pairs: u32, marks: usize, shift: u32): void {
  for (let pair: u32 = 0; pair < pairs; pair++) {
    const cell = <usize>pair << 2
    mark(marks, shift, load<u32>(users + cell), load<u32>(items + cell))
  }
}
