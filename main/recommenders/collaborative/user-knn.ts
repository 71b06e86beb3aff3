import { choice, integer, real } from '../../contract/settings.ts'
import type { SparseRows } from '../../data/interactions.ts'
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
import { keepLargest } from '../../math/keep-largest.ts'

const cuts = ['user', 'prediction'] as const

/**
 * User-kNN: recommended is what the people most alike had.
 *
 *   score(u, j) = Σ_{v ∈ N_K(u), v had j} s_uv,   s_uv = n_uv / √(n_u n_v) · n_uv / (n_uv + shrinkage)
 *
 * n_uv is the number of common items; N_K(u) are the K most alike users other than u, the lower number first among equals. With the cut at prediction the sum
 * is over the K most alike of the users who had j, as in LensKit. Neighbours are looked up when
 * a user is scored, so that any history can be folded in. Somebody without a history gets popularity.
 *
 * J. S. Breese, D. Heckerman, C. Kadie (1998). Empirical Analysis of Predictive Algorithms for Collaborative Filtering. UAI '98. arXiv:1301.7363
 */
export const userKnn = defineRecommender({
  id: 'user-knn',
  title: 'User-kNN',
  family: 'collaborative',
  summary: 'Recommends what the users with the most similar histories had.',
  formula: 'score(u, j) = Σ_{v ∈ N_K(u), j ∈ I_v} cos(u, v)',
  reference:
    'J. S. Breese, D. Heckerman, C. Kadie (1998). Empirical Analysis of Predictive Algorithms for Collaborative Filtering. UAI. arXiv:1301.7363',
  settings: {
    neighbours: integer({
      default: 50,
      minimum: 1,
      search: { from: 5, to: 500, scale: 'log' },
      help: 'K: most similar users that count.',
    }),
    shrinkage: real({
      default: 0,
      search: { from: 0, to: 100, scale: 'linear' },
      help: 'Lowers similarities that few common items support.',
    }),
    cut: choice(
      cuts,
      'user',
      'Whose K neighbours count: those of the user, or for each item the most similar users who had it.',
    ),
  },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'approximate',
    similarItems: false,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, { signal }) {
    await breathe(signal)
    return toModel({
      histories: historiesOf(interactions),
      byItem: interactions.byItem,
      popularity: popularityOf(interactions),
      ...config,
    })
  },
  load(bytes) {
    const archive = unpack('user-knn', 1, bytes)
    const { facts, columns } = archive
    const byItem = { offsets: columns['rows'] as Int32Array, indices: columns['users'] as Int32Array }
    return toModel({
      histories: readHistories(archive),
      byItem,
      popularity: columns['popularity'] as Float32Array,
      neighbours: facts['neighbours'] as number,
      shrinkage: facts['shrinkage'] as number,
      cut: (facts['cut'] ?? 'user') as State['cut'],
    })
  },
})

interface State {
  readonly histories: Histories
  /** The users of each item. */
  readonly byItem: Pick<SparseRows, 'offsets' | 'indices'>
  readonly popularity: Float32Array
  readonly neighbours: number
  readonly shrinkage: number
  readonly cut: (typeof cuts)[number]
}

function toModel(state: State): Model {
  const { histories, byItem, popularity, neighbours, cut } = state
  const { items } = histories
  const find = neighbourFinder(state)
  const sums = new Float64Array(items)
  const counts = new Int32Array(items)
  const score = (history: Int32Array, self: number, into: Scores): void => {
    if (history.length === 0) return into.set(popularity)
    const { users, similarities } = find(history, self)
    sums.fill(0)
    const mostPerItem = cut === 'prediction' ? neighbours : Infinity
    counts.fill(0)
    for (const position of similarities.length > mostPerItem ? byDescending(similarities) : similarities.keys())
      for (const item of historyOf(histories, users[position]!))
        if (counts[item]!++ < mostPerItem) sums[item]! += similarities[position]!
    into.set(sums)
  }
  return {
    score(users, into) {
      users.forEach((user, row) =>
        score(historyOf(histories, user), user, into.subarray(row * items, (row + 1) * items)),
      )
    },
    scoreHistory: (history, _values, into) => score(knownItems(history, items), -1, into),
    explain(history, _values, item) {
      const known = knownItems(history, items)
      const { users, similarities } = find(known, -1)
      const amounts = new Map<number, number>()
      const alike = Array.from(users, (user, position) => ({
        similarity: similarities[position]!,
        had: historyOf(histories, user),
      }))
        .filter(({ had }) => had.includes(item))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, neighbours)
      for (const { similarity, had } of alike) {
        const common = known.filter((own) => had.includes(own))
        for (const own of common) amounts.set(own, (amounts.get(own) ?? 0) + similarity / common.length)
      }
      const parts = [...amounts].map(([own, amount]): ScorePart => ({ item: own, amount }))
      return {
        parts: parts.sort((a, b) => b.amount - a.amount),
        rest: known.length === 0 ? popularity[item]! : 0,
        exact: false,
      }
    },
    save: () =>
      pack(
        'user-knn',
        1,
        { items, neighbours, shrinkage: state.shrinkage, cut },
        { ...historyColumns(histories), rows: byItem.offsets, users: byItem.indices, popularity },
      ),
  }
}

/** Places of values, the largest first; the lower place first among equals. */
const byDescending = (values: Float64Array): Int32Array =>
  Int32Array.from(values, (_, place) => place).sort((a, b) => values[b]! - values[a]! || a - b)

/** Finds the most alike training users of a history; `self` is left out. */
function neighbourFinder({ histories, byItem, neighbours, shrinkage, cut }: State) {
  const { offsets } = histories
  const common = new Float64Array(offsets.length - 1)
  const similarities = new Float64Array(common.length)
  const touched = new Int32Array(common.length)
  return (history: Int32Array, self: number): { users: Int32Array; similarities: Float64Array } => {
    let count = 0
    for (const item of history)
      for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++) {
        const user = byItem.indices[entry]!
        if (common[user]! === 0) touched[count++] = user
        common[user]!++
      }
    const found = touched.slice(0, count).sort()
    for (const user of found) {
      const n = common[user]!
      const theirs = offsets[user + 1]! - offsets[user]!
      similarities[user] = (n / Math.sqrt(history.length * theirs)) * (shrinkage > 0 ? n / (n + shrinkage) : 1)
      common[user] = 0
    }
    const users = keepLargest(
      similarities,
      found.filter((user) => user !== self),
      cut === 'prediction' ? found.length : neighbours,
    )
    return { users, similarities: Float64Array.from(users, (user) => similarities[user]!) }
  }
}
