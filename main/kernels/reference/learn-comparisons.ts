/** Factors of users and items in single precision, row-major. */
export interface FactorTables {
  readonly users: Float32Array
  readonly items: Float32Array
  /** Floats of a row, a multiple of 4; what goes beyond the factors is zero. */
  readonly width: number
}

export interface LearnComparisons {
  /** User, the item that was had, the other item. */
  readonly comparisons: Int32Array
  /** One entry: how many. */
  readonly kept: Int32Array
  readonly factors: FactorTables
  /** One for each item; empty for none. */
  readonly itemBias: Float64Array
  /** γ. */
  readonly learningRate: number
  /** What is left of a factor in each step: 1 − γ λ. */
  readonly keep: number
  /** One entry, to which −ln σ(d) of every comparison is added. */
  readonly loss: Float64Array
}

/**
 * Steps of BPR, one after the other, each from the values that the last one left:
 *
 *   d = p · (q_i − q_j) + b_i − b_j,   a = γ σ(−d)
 *   p ← κ p + a (q_i − q_j),  q_i ← κ q_i + a p,  q_j ← κ q_j − a p,  b_i ← κ b_i + a,  b_j ← κ b_j − a
 */
export function learnComparisons(input: LearnComparisons): void {
  const { comparisons, kept, factors, itemBias, learningRate, keep, loss } = input
  for (let at = 0; at < 3 * kept[0]!; at += 3) {
    const [user, liked, other] = comparisons.subarray(at, at + 3) as unknown as [number, number, number]
    const bias = itemBias.length > 0 ? itemBias[liked]! - itemBias[other]! : 0
    const difference = bias + productOf(factors, user, liked) - productOf(factors, user, other)
    const amount = learningRate / (1 + Math.exp(difference))
    loss[0]! += Math.log1p(Math.exp(-difference))
    separate(factors, user, liked, other, amount, keep)
    if (itemBias.length === 0) continue
    itemBias[liked] = keep * itemBias[liked]! + amount
    itemBias[other] = keep * itemBias[other]! - amount
  }
}

/** p · q */
function productOf({ users, items, width }: FactorTables, user: number, item: number): number {
  let sum = 0
  for (let k = 0; k < width; k++) sum += users[user * width + k]! * items[item * width + k]!
  return sum
}

function separate(
  { users, items, width }: FactorTables,
  user: number,
  liked: number,
  other: number,
  amount: number,
  keep: number,
): void {
  for (let k = 0; k < width; k++) {
    const [p, i, j] = [users[user * width + k]!, items[liked * width + k]!, items[other * width + k]!]
    users[user * width + k] = keep * p + amount * (i - j)
    items[liked * width + k] = keep * i + amount * p
    items[other * width + k] = keep * j - amount * p
  }
}
