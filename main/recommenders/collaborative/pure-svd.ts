import { integer } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { findLeadingEigenvectors } from '../../math/leading-eigenvectors.ts'
import { dot } from '../../math/vectors.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import {
  historiesOf,
  historyColumns,
  historyOf,
  knownItems,
  popularityOf,
  readHistories,
  type Histories,
} from '../histories.ts'
import { defineRecommender, type Model, type ScorePart, type Scores } from '../recommender.ts'
import { similarByFactors } from '../similar-factors.ts'

/**
 * PureSVD: the projection of a user's history onto the directions in which histories differ most.
 *
 *   score(u, ·) = X_u V Vᵀ   (eq. 5),   V the k leading right singular vectors of X
 *
 * X is binary: an event counts once, whatever its value. V is found by subspace iteration on XᵀX. Somebody without a history gets popularity.
 *
 * P. Cremonesi, Y. Koren, R. Turrin (2010). Performance of recommender algorithms on top-N recommendation tasks. RecSys '10.
 * doi:10.1145/1864708.1864721
 */
export const pureSvd = defineRecommender({
  id: 'pure-svd',
  title: 'PureSVD',
  family: 'collaborative',
  summary: 'Projects a history onto the leading singular vectors of all histories.',
  formula: 'score = X V Vᵀ, V the k leading right singular vectors of X',
  reference:
    'P. Cremonesi, Y. Koren, R. Turrin (2010). Performance of recommender algorithms on top-N recommendation tasks. RecSys. doi:10.1145/1864708.1864721',
  settings: { factors: integer({ default: 50, minimum: 1, maximum: 4096, help: 'k: number of singular vectors.' }) },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'exact',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, { factors }, { random, signal, progress }) {
    const { items } = interactions
    const { vectors } = await findLeadingEigenvectors(
      gramProduct(interactions),
      items,
      factors,
      random('vectors'),
      async (fraction) => {
        progress(fraction, 'Finding singular vectors')
        await breathe(signal)
      },
    )
    return toModel(transpose(vectors, items), historiesOf(interactions), popularityOf(interactions))
  },
  load(bytes) {
    const archive = unpack('pure-svd', 1, bytes)
    const { itemFactors, popularity } = archive.columns
    return toModel(itemFactors as Float64Array, readHistories(archive), popularity as Float32Array)
  },
})

/** x ↦ XᵀX x without forming the matrix. */
function gramProduct({ users, byUser: { offsets, indices } }: Interactions) {
  return (x: Float64Array, into: Float64Array): void => {
    into.fill(0)
    for (let user = 0; user < users; user++) {
      let sum = 0
      for (let entry = offsets[user]!; entry < offsets[user + 1]!; entry++) sum += x[indices[entry]!]!
      for (let entry = offsets[user]!; entry < offsets[user + 1]!; entry++) into[indices[entry]!]! += sum
    }
  }
}

/** From one vector per row to one item per row. */
function transpose(vectors: Float64Array, items: number): Float64Array {
  const factors = vectors.length / items
  return Float64Array.from({ length: vectors.length }, (_, cell) => {
    const item = Math.floor(cell / factors)
    return vectors[(cell - item * factors) * items + item]!
  })
}

function toModel(itemFactors: Float64Array, histories: Histories, popularity: Float32Array): Model {
  const { items } = histories
  const size = itemFactors.length / items
  const product = (a: number, b: number) => dot(itemFactors, a * size, itemFactors, b * size, size)
  const score = (history: Int32Array, into: Scores): void => {
    if (history.length === 0) return into.set(popularity)
    const factor = new Float64Array(size)
    for (const item of history) for (let f = 0; f < size; f++) factor[f]! += itemFactors[item * size + f]!
    for (let item = 0; item < items; item++) into[item] = dot(factor, 0, itemFactors, item * size, size)
  }
  return {
    score(users, into) {
      users.forEach((user, row) => score(historyOf(histories, user), into.subarray(row * items, (row + 1) * items)))
    },
    scoreHistory: (history, _values, into) => score(knownItems(history, items), into),
    similarItems: (item, k) => similarByFactors(itemFactors, size, item, k),
    explain(history, _values, item) {
      const known = knownItems(history, items)
      const parts = Array.from(known, (source): ScorePart => ({ item: source, amount: product(source, item) }))
      return {
        parts: parts.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
        rest: known.length === 0 ? popularity[item]! : 0,
        exact: true,
      }
    },
    save: () => pack('pure-svd', 1, { items }, { ...historyColumns(histories), popularity, itemFactors }),
  }
}
