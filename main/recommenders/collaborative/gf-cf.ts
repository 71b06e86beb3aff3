import { integer, real } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { findSingularVectors } from '../../kernels/blocks/singular-vectors.ts'
import { addScaled, dot } from '../../math/vectors.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { FactorProducts } from '../factor-products.ts'
import {
  historiesOf,
  historyColumns,
  historyOf,
  knownItems,
  popularityOf,
  readHistories,
  transposed,
  type Histories,
} from '../histories.ts'
import { largest } from '../item-weights.ts'
import { defineRecommender, type Model, type ScorePart, type Scores } from '../recommender.ts'
import { refuseLargeBasis } from '../spectral-memory.ts'

/**
 * GF-CF: graph filtering without training, a linear filter of the normalised graph plus an ideal low-pass filter.
 *
 *   R̃ = D_u^−½ X D_i^−½,   score = X (R̃ᵀ R̃ + α D_i^−½ V Vᵀ D_i^½),   V the k leading right singular vectors of R̃   (eq. 17)
 *
 * X is binary: an event counts once, whatever its value; D_u and D_i count events. Somebody without a history gets popularity.
 *
 * Y. Shen, Y. Wu, Y. Zhang, C. Shan, J. Zhang, K. B. Letaief, D. Li (2021). How Powerful is Graph Convolution for Recommendation? CIKM '21.
 * doi:10.1145/3459637.3482264
 */
export const gfCf = defineRecommender({
  id: 'gf-cf',
  title: 'GF-CF',
  family: 'collaborative',
  summary: 'Smooths a history over the graph of users and items, without training.',
  formula: 'R̃ = D_u^−½ X D_i^−½; score = X (R̃ᵀR̃ + α D_i^−½ V Vᵀ D_i^½)',
  reference:
    'Y. Shen et al. (2021). How Powerful is Graph Convolution for Recommendation? CIKM. doi:10.1145/3459637.3482264',
  settings: {
    factors: integer({
      default: 256,
      minimum: 1,
      maximum: 4096,
      search: { from: 16, to: 512, scale: 'log' },
      help: 'k: number of singular vectors.',
    }),
    lowPass: real({
      default: 0.3,
      search: { from: 0, to: 1, scale: 'linear' },
      help: 'α: weight of the ideal low-pass filter beside the linear one.',
    }),
  },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'exact',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, { factors, lowPass }, { random, signal, progress, threads }) {
    const { byUser, byItem } = interactions
    refuseLargeBasis(interactions, factors, 'GF-CF')
    const { vectors, values } = await findSingularVectors(
      { byRow: byUser, byColumn: byItem, rowScale: inverseRoots(byUser), columnScale: inverseRoots(byItem) },
      factors,
      random('vectors'),
      async (fraction) => {
        progress(fraction, 'Finding singular vectors')
        await breathe(signal)
      },
      threads,
    )
    return toModel({
      lowPass,
      histories: historiesOf(interactions),
      popularity: popularityOf(interactions),
      vectors,
      size: values.length,
    })
  },
  load(bytes) {
    const archive = unpack('gf-cf', 1, bytes)
    return toModel({
      lowPass: archive.facts['lowPass'] as number,
      size: archive.facts['size'] as number,
      histories: readHistories(archive),
      popularity: archive.columns['popularity'] as Float32Array,
      vectors: archive.columns['vectors'] as Float64Array,
    })
  },
})

/** d^−½ of each row, 0 for an empty one. */
function inverseRoots({ offsets }: Pick<Interactions['byUser'], 'offsets'>): Float64Array {
  return Float64Array.from({ length: offsets.length - 1 }, (_, row) => {
    const degree = offsets[row + 1]! - offsets[row]!
    return degree === 0 ? 0 : 1 / Math.sqrt(degree)
  })
}

interface State {
  readonly lowPass: number
  readonly histories: Histories
  readonly popularity: Float32Array
  /** One row of `size` entries per item. */
  readonly vectors: Float64Array
  readonly size: number
}

function toModel(state: State): Model {
  const { lowPass, histories, popularity, vectors, size } = state
  const { items } = histories
  const byItem = transposed(histories)
  const scale = inverseRoots(byItem)
  const linear = new LinearFilter(histories, byItem, scale)
  const products = new FactorProducts(
    vectors.map((value, cell) => {
      const item = Math.floor(cell / size)
      return scale[item] === 0 ? 0 : (lowPass * value) / scale[item]!
    }),
    size,
  )
  const score = (given: readonly Int32Array[], into: Scores): void => {
    const left = new Float64Array(given.length * size)
    given.forEach((history, row) => {
      for (const item of history) addScaled(scale[item]!, vectors, item * size, left, row * size, size)
    })
    products.multiply(left, into)
    given.forEach((history, row) => {
      const part = into.subarray(row * items, (row + 1) * items)
      if (history.length === 0) return part.set(popularity)
      const sums = linear.apply(history)
      for (let item = 0; item < items; item++) part[item]! += sums[item]!
    })
  }
  return {
    score: (users, into) =>
      score(
        Array.from(users, (user) => historyOf(histories, user)),
        into,
      ),
    scoreHistory: (history, _values, into) => score([knownItems(history, items)], into),
    similarItems(item, k) {
      const row = new Float64Array(items)
      score([Int32Array.of(item)], row)
      return largest(row, item, k)
    },
    explain(given, _values, item) {
      const history = knownItems(given, items)
      if (history.length === 0) return { parts: [], rest: popularity[item]!, exact: true }
      const sums = linear.apply(Int32Array.of(item)).slice()
      const parts = Array.from(history, (source): ScorePart => {
        const smooth = scale[item] === 0 ? 0 : (lowPass * scale[source]!) / scale[item]!
        return {
          item: source,
          amount: sums[source]! + smooth * dot(vectors, source * size, vectors, item * size, size),
        }
      })
      return { parts: parts.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)), rest: 0, exact: true }
    },
    save: () => pack('gf-cf', 1, { items, lowPass, size }, { ...historyColumns(histories), popularity, vectors }),
  }
}

/** h ↦ h R̃ᵀ R̃ by walking from the history to its users and on to their items. */
class LinearFilter {
  readonly #histories: Histories
  readonly #byItem: Histories
  readonly #scale: Float64Array
  readonly #users: Float64Array
  readonly #sums: Float64Array

  constructor(histories: Histories, byItem: Histories, scale: Float64Array) {
    this.#histories = histories
    this.#byItem = byItem
    this.#scale = scale
    this.#users = new Float64Array(histories.offsets.length - 1)
    this.#sums = new Float64Array(histories.items)
  }

  /** Sums for every item, valid until the next call. */
  apply(history: Int32Array): Float64Array {
    const { offsets, indices } = this.#histories
    const users = this.#users.fill(0)
    const sums = this.#sums.fill(0)
    for (const item of history) for (const user of historyOf(this.#byItem, item)) users[user]! += this.#scale[item]!
    for (let user = 0; user < users.length; user++) {
      if (users[user] === 0) continue
      const end = offsets[user + 1]!
      const amount = users[user]! / (end - offsets[user]!)
      for (let entry = offsets[user]!; entry < end; entry++) sums[indices[entry]!]! += amount
    }
    for (let item = 0; item < sums.length; item++) sums[item]! *= this.#scale[item]!
    return sums
  }
}
