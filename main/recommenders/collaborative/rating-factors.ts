import type { Interactions, SparseRows } from '../../data/interactions.ts'
import { dot } from '../../math/vectors.ts'
import { pack, unpack } from '../archive.ts'
import { clip, rangeOf, ratedHistory, type RatedHistory, type ValueRange } from '../rated.ts'
import type { Model } from '../recommender.ts'
import { similarByFactors } from '../similar-factors.ts'

/** Factors and biases of users and items. Rows of users and items without training ratings are zero. */
export interface FactorState extends ValueRange {
  readonly factors: number
  /** r̂ = μ + b_u + b_j + q_jᵀ p_u; otherwise q_jᵀ p_u, and μ where either is unknown. */
  readonly biased: boolean
  readonly userBias: Float64Array
  readonly itemBias: Float64Array
  /** Row-major. */
  readonly userFactors: Float64Array
  readonly itemFactors: Float64Array
  /** 1 for users and items with training ratings. */
  readonly userKnown: Int32Array
  readonly itemKnown: Int32Array
}

/** Bias and factors of somebody who was not in the training part. */
export interface FoldedUser {
  readonly bias: number
  readonly factors: Float64Array
}

export type FoldIn = (history: RatedHistory) => FoldedUser

/** A state whose factors start where `draw` says, biases at 0; users first, in the order of their numbers. */
export function startFactors(
  { users, items, byUser, byItem, scale }: Interactions,
  value: Float32Array,
  factors: number,
  biased: boolean,
  draw: () => number,
): FactorState {
  const userKnown = known(byUser, users)
  const itemKnown = known(byItem, items)
  return {
    ...rangeOf(value, scale),
    factors,
    biased,
    userBias: new Float64Array(users),
    itemBias: new Float64Array(items),
    userFactors: drawFactors(userKnown, factors, draw),
    itemFactors: drawFactors(itemKnown, factors, draw),
    userKnown,
    itemKnown,
  }
}

const known = ({ offsets }: SparseRows, rows: number) =>
  Int32Array.from({ length: rows }, (_, row) => Number(offsets[row + 1]! > offsets[row]!))

/** Factors of the rows that are known; those of others stay 0. */
export function drawFactors(isKnown: Int32Array, factors: number, draw: () => number): Float64Array {
  const drawn = new Float64Array(isKnown.length * factors)
  isKnown.forEach((mark, row) => {
    if (mark === 1) for (let f = 0; f < factors; f++) drawn[row * factors + f] = draw()
  })
  return drawn
}

/** What a family of factor models needs beside its state to be saved. */
export interface FactorIdentity {
  readonly id: string
  readonly version: number
  readonly facts: Readonly<Record<string, unknown>>
  readonly columns: Readonly<Record<string, Float64Array>>
  /** False where scores only rank, on a log without values. */
  readonly predicts?: boolean
}

export function factorModel(state: FactorState, identity: FactorIdentity, foldIn: FoldIn): Model {
  const { factors, biased, mean, userBias, itemBias, userFactors, itemFactors, userKnown, itemKnown } = state
  const items = itemBias.length
  const valueOf = (user: number, item: number): number => {
    const knowsUser = userKnown[user] === 1
    const knowsItem = itemKnown[item] === 1
    const product =
      knowsUser && knowsItem ? dot(userFactors, user * factors, itemFactors, item * factors, factors) : null
    if (!biased) return product ?? mean
    return mean + (knowsUser ? userBias[user]! : 0) + (knowsItem ? itemBias[item]! : 0) + (product ?? 0)
  }
  const predict: Model['predict'] = (users, wanted, into) => {
    users.forEach((user, row) => (into[row] = clip(valueOf(user, wanted[row]!), state)))
  }
  const fallsBack: Model['fallsBack'] = (users, wanted) =>
    Uint8Array.from(users, (user, row) => (biased || (userKnown[user] === 1 && itemKnown[wanted[row]!] === 1) ? 0 : 1))
  return {
    score(users, into) {
      users.forEach((user, row) => {
        for (let item = 0; item < items; item++) into[row * items + item] = valueOf(user, item)
      })
    },
    ...(identity.predicts !== false && { predict, fallsBack }),
    scoreHistory(given, values, into) {
      const history = ratedHistory(given, values, mean, (item) => itemKnown[item] === 1)
      const own = foldIn(history)
      const isNew = history.items.length === 0
      for (let item = 0; item < items; item++) {
        const product = dot(own.factors, 0, itemFactors, item * factors, factors)
        if (biased) into[item] = mean + own.bias + itemBias[item]! + product
        else into[item] = isNew || itemKnown[item] !== 1 ? mean : product
      }
    },
    similarItems: (item, k) => similarByFactors(itemFactors, factors, item, k),
    save: () => {
      const { minimum, maximum } = state
      return pack(
        identity.id,
        identity.version,
        { ...identity.facts, factors, biased, mean, minimum, maximum },
        { ...identity.columns, userBias, itemBias, userFactors, itemFactors, userKnown, itemKnown },
      )
    },
  }
}

/** Reads what a {@link factorModel} saved: its state, and the rest of the archive for what was saved beside. */
export function readFactors(id: string, version: number, bytes: Uint8Array) {
  const { facts, columns } = unpack(id, version, bytes)
  const state: FactorState = {
    factors: facts['factors'] as number,
    biased: facts['biased'] as boolean,
    mean: facts['mean'] as number,
    minimum: facts['minimum'] as number,
    maximum: facts['maximum'] as number,
    userBias: columns['userBias'] as Float64Array,
    itemBias: columns['itemBias'] as Float64Array,
    userFactors: columns['userFactors'] as Float64Array,
    itemFactors: columns['itemFactors'] as Float64Array,
    userKnown: columns['userKnown'] as Int32Array,
    itemKnown: columns['itemKnown'] as Int32Array,
  }
  return { state, facts, columns }
}
