import type { Interactions } from '../data/interactions.ts'
import { RowProducts } from '../kernels/blocks/row-products.ts'
import { pack, type Archive } from './archive.ts'
import { popularityOf } from './histories.ts'
import type { Model } from './recommender.ts'
import { similarByFactors } from './similar-factors.ts'

/** Factors of users and items, with biases of items: `score(u, j) = p_uᵀ q_j + b_j`. */
export interface LearnedFactors {
  readonly factors: number
  /** Row-major, `factors` entries per user. */
  readonly userFactors: Float64Array
  readonly itemFactors: Float64Array
  readonly itemBias: Float64Array
  readonly popularity: Float32Array
  /** 1 for users with training events. */
  readonly known: Int32Array
}

/** The part of the state that comes from the log alone. */
export const originOf = (interactions: Interactions): Pick<LearnedFactors, 'popularity' | 'known'> => {
  const { users, byUser } = interactions
  return {
    popularity: popularityOf(interactions),
    known: Int32Array.from({ length: users }, (_, user) => Number(byUser.offsets[user + 1]! > byUser.offsets[user]!)),
  }
}

/** The model of learned factors; somebody without training events gets the popularity of the items. */
export function learnedFactorModel(id: string, version: number, state: LearnedFactors): Model {
  const { factors, userFactors, itemFactors, itemBias, popularity, known } = state
  const items = itemBias.length
  const products = new RowProducts(withBias(itemFactors, factors, itemBias), factors + 1)
  return {
    score(users, into) {
      const left = new Float64Array(users.length * (factors + 1))
      users.forEach((user, row) => {
        left.set(userFactors.subarray(user * factors, (user + 1) * factors), row * (factors + 1))
        left[row * (factors + 1) + factors] = 1
      })
      products.multiply(left, into)
      users.forEach((user, row) => {
        if (known[user] !== 1) into.set(popularity, row * items)
      })
    },
    similarItems: (item, k) => similarByFactors(itemFactors, factors, item, k),
    save: () => pack(id, version, { factors }, { userFactors, itemFactors, itemBias, popularity, known }),
  }
}

export const readLearnedFactors = ({ facts, columns }: Archive): LearnedFactors => ({
  factors: facts['factors'] as number,
  userFactors: columns['userFactors'] as Float64Array,
  itemFactors: columns['itemFactors'] as Float64Array,
  itemBias: columns['itemBias'] as Float64Array,
  popularity: columns['popularity'] as Float32Array,
  known: columns['known'] as Int32Array,
})

/** The bias as one more factor, whose partner is 1. */
function withBias(itemFactors: Float64Array, factors: number, itemBias: Float64Array): Float64Array {
  const rows = new Float64Array(itemBias.length * (factors + 1))
  itemBias.forEach((bias, item) => {
    rows.set(itemFactors.subarray(item * factors, (item + 1) * factors), item * (factors + 1))
    rows[item * (factors + 1) + factors] = bias
  })
  return rows
}
