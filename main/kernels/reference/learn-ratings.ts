/** Ratings in the order in which they are learned from, with factors and biases in double precision. */
export interface RatingTables {
  /** Of each rating; those of a user stand together. */
  readonly users: Int32Array
  readonly items: Int32Array
  readonly values: Float32Array
  /** Row-major. */
  readonly userFactors: Float64Array
  readonly itemFactors: Float64Array
  /** Doubles of a row, even; what goes beyond the factors is zero. */
  readonly width: number
  readonly userBias: Float64Array
  readonly itemBias: Float64Array
}

export interface LearnRatings {
  readonly ratings: RatingTables
  /** The ratings to learn from: `from` to `to` − 1. */
  readonly from: number
  readonly to: number
  /** r̂ = μ + b_u + b_j + p_uᵀ q_j; otherwise p_uᵀ q_j. */
  readonly biased: boolean
  readonly mean: number
  /** γ. */
  readonly learningRate: number
  /** λ. */
  readonly regularization: number
  /** One entry, to which e² of every rating is added. */
  readonly squares: Float64Array
}

/**
 * Steps of gradient descent, one after the other, each from the values that the last one left:
 *
 *   e = r − r̂,   b ← b + γ (e − λ b),   p ← p + γ (e q − λ p),   q ← q + γ (e p − λ q)
 */
export function learnRatings(input: LearnRatings): void {
  const { ratings, from, to, biased, mean, learningRate: rate, regularization: pull, squares } = input
  const { users, items, values, userFactors, itemFactors, width, userBias, itemBias } = ratings
  for (let at = from; at < to; at++) {
    const [u, j] = [users[at]!, items[at]!]
    let predicted = biased ? mean + userBias[u]! + itemBias[j]! : 0
    for (let k = 0; k < width; k++) predicted += userFactors[u * width + k]! * itemFactors[j * width + k]!
    const error = values[at]! - predicted
    squares[0]! += error * error
    if (biased) {
      userBias[u]! += rate * (error - pull * userBias[u]!)
      itemBias[j]! += rate * (error - pull * itemBias[j]!)
    }
    for (let k = 0; k < width; k++) {
      const [p, q] = [userFactors[u * width + k]!, itemFactors[j * width + k]!]
      userFactors[u * width + k] = p + rate * (error * q - pull * p)
      itemFactors[j * width + k] = q + rate * (error * p - pull * q)
    }
  }
}
