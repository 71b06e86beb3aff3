import type { LearnRatings } from './learn-ratings.ts'

/** `from` and `to` are where ratings of another user begin. */
export interface LearnImplicitRatings extends Omit<LearnRatings, 'biased'> {
  /** What each user rated, sparse rows; not empty for a user with ratings. */
  readonly offsets: Int32Array
  readonly indices: Int32Array
  /** y: a row for each item. */
  readonly implicit: Float64Array
  /** Room for two rows. */
  readonly scratch: Float64Array
}

/**
 * Steps of SVD++, one after the other, with s = |I|^−½ Σ y_i over the items I of the user:
 *
 *   e = r − (μ + b_u + b_j + (p + s)ᵀ q),   b ← b + γ (e − λ b)
 *   p ← p + γ (e q − λ p),   q ← q + γ (e (p + s) − λ q),   y_i ← y_i + γ (e |I|^−½ q − λ y_i) for every i in I
 */
export function learnImplicitRatings(input: LearnImplicitRatings): void {
  const { ratings, from, to, mean, learningRate: rate, regularization: pull, squares, offsets, indices } = input
  const { users, items, values, userFactors, itemFactors, width, userBias, itemBias } = ratings
  for (let at = from; at < to; at++) {
    const [u, j] = [users[at]!, items[at]!]
    const own = indices.subarray(offsets[u], offsets[u + 1])
    const perItem = 1 / Math.sqrt(own.length)
    const sum = Array.from({ length: width }, (_, k) =>
      own.reduce((total, item) => total + perItem * input.implicit[item * width + k]!, 0),
    )
    let predicted = mean + userBias[u]! + itemBias[j]!
    for (let k = 0; k < width; k++) predicted += (userFactors[u * width + k]! + sum[k]!) * itemFactors[j * width + k]!
    const error = values[at]! - predicted
    squares[0]! += error * error
    userBias[u]! += rate * (error - pull * userBias[u]!)
    itemBias[j]! += rate * (error - pull * itemBias[j]!)
    for (let k = 0; k < width; k++) {
      const [p, q] = [userFactors[u * width + k]!, itemFactors[j * width + k]!]
      userFactors[u * width + k] = p + rate * (error * q - pull * p)
      itemFactors[j * width + k] = q + rate * (error * (p + sum[k]!) - pull * q)
      for (const item of own) {
        const y = input.implicit[item * width + k]!
        input.implicit[item * width + k] = y + rate * (error * perItem * q - pull * y)
      }
    }
  }
}
