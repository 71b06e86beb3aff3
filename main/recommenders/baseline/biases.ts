/** Ratings as columns, in the order of the log. */
export interface RatedPairs {
  readonly users: number
  readonly items: number
  readonly user: Int32Array
  readonly item: Int32Array
  readonly value: Float32Array
}

/** How far users and items rate above the mean; 0 for those without ratings. */
export interface Biases {
  readonly user: Float64Array
  readonly item: Float64Array
}

/** Ratings at the mean that every user and item is given. */
export interface BiasRegularization {
  readonly userRegularization: number
  readonly itemRegularization: number
}

/** What Surprise and MyMediaLite start from. */
export const usualBiasSettings = { epochs: 10, userRegularization: 15, itemRegularization: 10 } as const

export const noBiases = ({ users, items }: Pick<RatedPairs, 'users' | 'items'>): Biases => ({
  user: new Float64Array(users),
  item: new Float64Array(items),
})

/**
 * One round of alternating least squares: the best biases of the items, then those of the users.
 *
 *   b_j = Σ_u (r_uj − μ − b_u) / (λ_j + n_j),   b_u = Σ_j (r_uj − μ − b_j) / (λ_u + n_u)
 */
export function alternate(biases: Biases, pairs: RatedPairs, mean: number, given: BiasRegularization): void {
  const { user, item, value } = pairs
  solve(biases.item, biases.user, item, user, value, mean, given.itemRegularization)
  solve(biases.user, biases.item, user, item, value, mean, given.userRegularization)
}

/** Biases after some rounds of {@link alternate} from zero. */
export function fitBiases(pairs: RatedPairs, mean: number, epochs: number, given: BiasRegularization): Biases {
  const biases = noBiases(pairs)
  for (let epoch = 0; epoch < epochs; epoch++) alternate(biases, pairs, mean, given)
  return biases
}

/** The bias of somebody who was not in the training part, from what they rated. */
export function foldBias(
  { items, values }: { readonly items: Int32Array; readonly values: Float64Array },
  itemBias: Float64Array,
  mean: number,
  regularization: number,
): number {
  let sum = 0
  items.forEach((item, position) => (sum += values[position]! - mean - itemBias[item]!))
  return items.length === 0 ? 0 : sum / (regularization + items.length)
}

/** The best biases of one side while those of the other stay. */
function solve(
  solved: Float64Array,
  fixed: Float64Array,
  own: Int32Array,
  other: Int32Array,
  value: Float32Array,
  mean: number,
  regularization: number,
): void {
  const counts = new Float64Array(solved.length)
  solved.fill(0)
  own.forEach((number, row) => {
    solved[number]! += value[row]! - mean - fixed[other[row]!]!
    counts[number]!++
  })
  for (let number = 0; number < solved.length; number++)
    if (counts[number]! > 0) solved[number]! /= regularization + counts[number]!
}
