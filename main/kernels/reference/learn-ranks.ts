import { Random } from '../../math/random.ts'
import type { FactorTables } from './learn-comparisons.ts'
import type { MarkPairs } from './mark-pairs.ts'

export interface LearnRanks {
  /** Words of a generator, which goes on from there. */
  readonly random: Int32Array
  /** At least one. */
  readonly pairs: Omit<MarkPairs, 'marks'>
  /** Events to draw. */
  readonly draws: number
  /** Of the first trial, the second …: how much a rank weighs that is found in so many trials. */
  readonly weights: Float64Array
  readonly factors: FactorTables
  /** Sums of squared gradients so far, as the factors. */
  readonly userSquares: Float32Array
  readonly itemSquares: Float32Array
  readonly itemBias: Float64Array
  readonly biasSquares: Float64Array
  /** γ. */
  readonly learningRate: number
  /** C: no row of factors gets longer. */
  readonly longest: number
  /** One entry, to which w (1 − x_ui + x_uj) of every step is added. */
  readonly loss: Float64Array
}

/**
 * Steps of WARP, one after the other: a pair (u, i) is drawn, then items j until in the n-th trial x_uj > x_ui − 1 and j is not the user's. With w = weights_n,
 * each entry θ of p_u, q_i, q_j, b_i, b_j takes a step of AdaGrad along its ascent a, which is w (q_i − q_j), w p_u, −w p_u, w and −w:
 *
 *   θ ← θ + γ a / √s,   s ← s + a²
 *
 * Then rows longer than C are cut to C. Without such an item nothing happens.
 */
export function learnRanks(input: LearnRanks): void {
  const { pairs, weights, factors, itemBias, loss } = input
  const { width } = factors
  const random = Random.resume(input.random)
  const score = (user: number, item: number) => {
    let sum = itemBias[item]!
    for (let k = 0; k < width; k++) sum += factors.users[user * width + k]! * factors.items[item * width + k]!
    return sum
  }
  for (let draw = 0; draw < input.draws; draw++) {
    const entry = random.below(pairs.users.length)
    const [user, liked] = [pairs.users[entry]!, pairs.items[entry]!]
    const had = pairs.items.subarray(pairs.offsets[user], pairs.offsets[user + 1])
    const wanted = score(user, liked) - 1
    for (const weight of weights) {
      const other = random.below(itemBias.length)
      const excess = score(user, other) - wanted
      if (excess <= 0 || had.includes(other)) continue
      loss[0]! += weight * excess
      step(input, user, liked, other, weight)
      break
    }
  }
  input.random.set(random.words())
}

function step(input: LearnRanks, user: number, liked: number, other: number, weight: number): void {
  const { factors, userSquares, itemSquares, itemBias, biasSquares, learningRate, longest } = input
  const { users, items, width } = factors
  const move = (values: Float32Array | Float64Array, squares: typeof values, at: number, ascent: number) => {
    values[at]! += (learningRate * ascent) / Math.sqrt(squares[at]!)
    squares[at]! += ascent * ascent
  }
  for (let k = 0; k < width; k++) {
    const [p, i, j] = [user * width + k, liked * width + k, other * width + k]
    const [x, y, z] = [users[p]!, items[i]!, items[j]!]
    move(users, userSquares, p, weight * (y - z))
    move(items, itemSquares, i, weight * x)
    move(items, itemSquares, j, -weight * x)
  }
  move(itemBias, biasSquares, liked, weight)
  move(itemBias, biasSquares, other, -weight)
  shorten(users.subarray(user * width, (user + 1) * width), longest)
  shorten(items.subarray(liked * width, (liked + 1) * width), longest)
  shorten(items.subarray(other * width, (other + 1) * width), longest)
}

function shorten(row: Float32Array, longest: number): void {
  const length = Math.hypot(...row)
  if (length > longest) for (let k = 0; k < row.length; k++) row[k]! *= longest / length
}
