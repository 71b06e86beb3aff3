import type { RatingTables } from './learn-ratings.ts'

export interface SumParts {
  /** In any order; biases are left alone. */
  readonly ratings: Omit<RatingTables, 'userBias' | 'itemBias'>
  /** The ratings to add: `from` to `to` − 1. */
  readonly from: number
  readonly to: number
  /** Sums for each factor of users and items, in rows like theirs. */
  readonly userAbove: Float64Array
  readonly userBelow: Float64Array
  readonly itemAbove: Float64Array
  readonly itemBelow: Float64Array
  /** One entry, to which (r − r̂)² of every rating is added. */
  readonly squares: Float64Array
}

/** Adds, for each rating r of u for j with r̂ = p · q: r q and r̂ q to the sums above and below of u, r p and r̂ p to those of j. */
export function sumParts({ ratings, from, to, userAbove, userBelow, itemAbove, itemBelow, squares }: SumParts): void {
  const { users, items, values, userFactors, itemFactors, width } = ratings
  for (let at = from; at < to; at++) {
    const [own, its, value] = [users[at]! * width, items[at]! * width, values[at]!]
    let predicted = 0
    for (let k = 0; k < width; k++) predicted += userFactors[own + k]! * itemFactors[its + k]!
    squares[0]! += (value - predicted) ** 2
    for (let k = 0; k < width; k++) {
      userAbove[own + k]! += value * itemFactors[its + k]!
      userBelow[own + k]! += predicted * itemFactors[its + k]!
      itemAbove[its + k]! += value * userFactors[own + k]!
      itemBelow[its + k]! += predicted * userFactors[own + k]!
    }
  }
}
