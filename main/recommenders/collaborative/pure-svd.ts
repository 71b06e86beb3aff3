import { integer } from '../../contract/settings.ts'
import { findSingularVectors } from '../../kernels/blocks/singular-vectors.ts'
import { addScaled, dot } from '../../math/vectors.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { FactorProducts, scoreByFactors, type FactorScores } from '../factor-products.ts'
import {
  historiesOf,
  historyColumns,
  historyOf,
  knownItems,
  popularityOf,
  readHistories,
  type Histories,
} from '../histories.ts'
import { defineRecommender, type Model, type ScorePart } from '../recommender.ts'
import { similarByFactors } from '../similar-factors.ts'
import { refuseLargeBasis } from '../spectral-memory.ts'

/**
 * PureSVD: the projection of a user's history onto the directions in which histories differ most.
 *
 *   score(u, ·) = X_u V Vᵀ   (eq. 5),   V the k leading right singular vectors of X
 *
 * X is binary: an event counts once, whatever its value. V is found by block Lanczos. Somebody without a history gets popularity.
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
  async train(interactions, { factors }, { random, signal, progress, threads }) {
    const { users, items, byUser, byItem } = interactions
    refuseLargeBasis(interactions, factors, 'PureSVD')
    const { vectors } = await findSingularVectors(
      {
        byRow: byUser,
        byColumn: byItem,
        rowScale: new Float64Array(users).fill(1),
        columnScale: new Float64Array(items).fill(1),
      },
      factors,
      random('vectors'),
      async (fraction) => {
        progress(fraction, 'Finding singular vectors')
        await breathe(signal)
      },
      threads,
    )
    return toModel(vectors, historiesOf(interactions), popularityOf(interactions))
  },
  load(bytes) {
    const archive = unpack('pure-svd', 1, bytes)
    const { itemFactors, popularity } = archive.columns
    return toModel(itemFactors as Float64Array, readHistories(archive), popularity as Float32Array)
  },
})

function toModel(itemFactors: Float64Array, histories: Histories, popularity: Float32Array): Model {
  const { items } = histories
  const size = itemFactors.length / items
  const product = (a: number, b: number) => dot(itemFactors, a * size, itemFactors, b * size, size)
  const products = new FactorProducts(itemFactors, size)
  const addHistory = (history: Int32Array, into: Float64Array, at: number) => {
    for (const item of history) addScaled(1, itemFactors, item * size, into, at, size)
  }
  const factorScores: FactorScores = {
    products,
    factorsOf(user, into, at) {
      const history = historyOf(histories, user)
      into.fill(0, at, at + size)
      addHistory(history, into, at)
      return history.length > 0
    },
  }
  return {
    factorScores,
    score: (users, into) => scoreByFactors(factorScores, users, into, popularity),
    scoreHistory(history, _values, into) {
      const known = knownItems(history, items)
      if (known.length === 0) return into.set(popularity)
      const left = new Float64Array(size)
      addHistory(known, left, 0)
      products.multiply(left, into)
    },
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
