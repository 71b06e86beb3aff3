import type { Interactions } from '../data/interactions.ts'
import { pack, type Archive } from './archive.ts'
import { dot } from '../math/vectors.ts'
import { FactorProducts, scoreByFactors, type FactorScores } from './factor-products.ts'
import { foldIn, learnFoldIn, type FoldIn } from './fold-in.ts'
import { knownItems, popularityOf } from './histories.ts'
import type { Model, ScorePart } from './recommender.ts'
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
  /** How a history becomes factors of a user. */
  readonly fold: FoldIn
}

/** Completes what was learned by what comes from the log. */
export function completeFactors(
  interactions: Interactions,
  learned: Pick<LearnedFactors, 'factors' | 'userFactors' | 'itemFactors' | 'itemBias'>,
): LearnedFactors {
  const { users, byUser } = interactions
  let fold: FoldIn | undefined
  return {
    ...learned,
    /** Learned when it is asked for first: many models only score whom they know. */
    get fold() {
      return (fold ??= learnFoldIn(byUser, learned.userFactors, learned.itemFactors, learned.factors))
    },
    popularity: popularityOf(interactions),
    known: Int32Array.from({ length: users }, (_, user) => Number(byUser.offsets[user + 1]! > byUser.offsets[user]!)),
  }
}

/**
 * The model of learned factors; somebody without a history gets the popularity of the items. A history that was not trained on gets the factors that
 * {@link learnFoldIn} says; its scores are sums over its items, so that they can be explained exactly.
 */
export function learnedFactorModel(id: string, version: number, state: LearnedFactors): Model {
  const { factors, userFactors, itemFactors, itemBias, popularity, known } = state
  const items = itemBias.length
  const products = new FactorProducts(withBias(itemFactors, factors, itemBias), factors + 1)
  const factorScores: FactorScores = {
    products,
    factorsOf(user, into, at) {
      into.set(userFactors.subarray(user * factors, (user + 1) * factors), at)
      into[at + factors] = 1
      return known[user] === 1
    },
  }
  return {
    factorScores,
    score: (users, into) => scoreByFactors(factorScores, users, into, popularity),
    scoreHistory(history, _values, into) {
      const had = knownItems(history, items)
      if (had.length === 0) return into.set(popularity)
      products.multiply(Float64Array.of(...foldIn(state.fold, had, itemFactors, factors), 1), into)
    },
    explain(history, _values, item) {
      const had = knownItems(history, items)
      if (had.length === 0) return { parts: [], rest: popularity[item]!, exact: true }
      const amountOf = (vector: Float64Array) => dot(vector, 0, itemFactors, item * factors, factors)
      const constant = amountOf(
        Float64Array.from({ length: factors }, (_, f) => state.fold[f * (factors + 1) + factors]!),
      )
      const parts = Array.from(had, (source): ScorePart => {
        const own = foldIn(state.fold, Int32Array.of(source), itemFactors, factors)
        return { item: source, amount: (amountOf(own) - constant) / Math.sqrt(had.length) }
      })
      return {
        parts: parts.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
        rest: constant + itemBias[item]!,
        exact: true,
      }
    },
    similarItems: (item, k) => similarByFactors(itemFactors, factors, item, k),
    save: () =>
      pack(id, version, { factors }, { userFactors, itemFactors, itemBias, popularity, known, fold: state.fold }),
  }
}

export const readLearnedFactors = ({ facts, columns }: Archive): LearnedFactors => ({
  factors: facts['factors'] as number,
  userFactors: columns['userFactors'] as Float64Array,
  itemFactors: columns['itemFactors'] as Float64Array,
  itemBias: columns['itemBias'] as Float64Array,
  popularity: columns['popularity'] as Float32Array,
  known: columns['known'] as Int32Array,
  fold: columns['fold'] as Float64Array,
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
