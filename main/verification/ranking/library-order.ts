import type { Interactions } from '../../data/interactions.ts'
import { unpack } from '../../recommenders/archive.ts'
import { keepLastMet } from '../../math/keep-largest.ts'
import { readItemWeights } from '../../recommenders/item-weights.ts'
import type { Model, Scores } from '../../recommenders/recommender.ts'
import { lenskitSums } from './lenskit-sums.ts'

/** Gives the scores of one user, in place, the order that a library has among those that are equal by formula. */
export type OrderEquals = (user: number, line: Scores) => void

/** `items`: the lower number first, as everywhere here; the others as the library named. */
export const libraryOrders = ['items', 'implicit', 'lenskit'] as const
export type LibraryOrder = (typeof libraryOrders)[number]

/** @param neighbours K of the model, where its sums depend on it */
export function orderEquals(order: LibraryOrder, model: Model, train: Interactions, neighbours: number): OrderEquals {
  if (order === 'implicit') return asImplicitRecommends(model, train)
  if (order === 'lenskit') return nearlyEqual(lenskitSums(train, neighbours))
  return () => undefined
}

/** Length of the lists that the reference asked of the implicit library. */
const listLength = 20

/**
 * `recommend` of the implicit library ends its list by a heap that is fed in the reverse of the order in which the items of the history brought the
 * candidates, and lets in nothing that only equals the least. The items of that list get their places as scores, all others are left out.
 */
function asImplicitRecommends(model: Model, train: Interactions): OrderEquals {
  const { weights } = readItemWeights(unpack('item-knn', 1, model.save()))
  if (weights.kind !== 'sparse') return () => undefined
  const { items, byUser } = train
  const sums = new Float64Array(items)
  const met = new Int32Array(items)
  return (user, line) => {
    sums.fill(0)
    let count = 0
    const seen = new Uint8Array(items)
    const history = byUser.indices.subarray(byUser.offsets[user], byUser.offsets[user + 1])
    for (const item of history)
      for (let entry = weights.offsets[item]!; entry < weights.offsets[item + 1]!; entry++) {
        const other = weights.indices[entry]!
        if (seen[other]! === 0) met[count++] = other
        seen[other] = 1
        sums[other]! += weights.values[entry]!
      }
    for (const item of history) sums[item] = 0
    const kept = [...keepLastMet(sums, met.subarray(0, count), listLength)]
    line.fill(-Infinity)
    kept
      .sort((a, b) => sums[b]! - sums[a]! || b - a)
      .forEach((item, rank) => {
        line[item] = listLength - rank
      })
  }
}

/** Up to which a sum in single precision may be off. */
const singlePrecision = 1e-5

/** Takes sums of another precision where they are the same number. */
function nearlyEqual(sumsOf: (user: number) => Float32Array): OrderEquals {
  return (user, line) => {
    const sums = sumsOf(user)
    line.forEach((score, item) => {
      if (Math.abs(sums[item]! - score) <= singlePrecision * Math.abs(score)) line[item] = sums[item]!
    })
  }
}
