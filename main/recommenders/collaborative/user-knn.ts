import { choice, integer, real } from '../../contract/settings.ts'
import type { SparseRows } from '../../data/interactions.ts'
import { openKernels } from '../../kernels/kernels.ts'
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
  async train(interactions, config, { signal, threads }) {
    await breathe(signal)
    return toModel({
      histories: historiesOf(interactions),
      byItem: interactions.byItem,
      popularity: popularityOf(interactions),
      threads,
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
      threads: 1,
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
  /** Threads that share the work of scoring. */
  readonly threads: number
}

function toModel(state: State): Model {
  const { histories, byItem, popularity, neighbours, cut } = state
  const { items } = histories
  const neighbourhoods = neighbourhoodsOf(state)
  const score = (lists: readonly Int32Array[], selves: Int32Array, into: Scores): void => {
    for (let from = 0; from < lists.length; from += listsAtOnce) {
      const part = lists.slice(from, from + listsAtOnce)
      const block = into.subarray(from * items, (from + part.length) * items)
      neighbourhoods.visit(part, selves.subarray(from, from + part.length), (found) => block.set(found.addUp()))
    }
    lists.forEach((list, row) => {
      if (list.length === 0) into.set(popularity, row * items)
    })
  }
  return {
    score: (users, into) =>
      score(
        Array.from(users, (user) => historyOf(histories, user)),
        users,
        into,
      ),
    scoreHistory: (history, _values, into) => score([knownItems(history, items)], nobody, into),
    explain(history, _values, item) {
      const known = knownItems(history, items)
      const [users, similarities] = neighbourhoods.visit([known], nobody, (found) => [
        found.users.slice(),
        found.similarities.slice(),
      ])
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

/** Histories whose neighbours are held at a time. */
const listsAtOnce = 64

const nobody = Int32Array.of(-1)

/** The most alike users of some lists of items, in memory of kernels that is reused afterwards. */
interface Neighbourhoods {
  /** Those of all lists, one list after the other, each ascending. */
  readonly users: Int32Array
  readonly similarities: Float64Array
  /** Scores of all items for each list. */
  addUp(): Float64Array
}

/** Finds the most alike training users of lists of items. */
function neighbourhoodsOf({ histories, byItem, neighbours, shrinkage, cut, threads }: State) {
  const users = histories.offsets.length - 1
  const most = cut === 'prediction' ? users : Math.min(neighbours, users)
  const sizeOf = (user: number) => histories.offsets[user + 1]! - histories.offsets[user]!
  const open = () => {
    const kernels = openKernels({ threads })
    const { memory } = kernels
    const given = {
      featureOffsets: memory.putIntegers(byItem.offsets),
      featureColumns: memory.putIntegers(byItem.indices),
      featureWeights: memory.doubles(byItem.indices.length).fill(1),
      columnScale: memory.putDoubles(Float64Array.from({ length: users }, (_, user) => sizeOf(user))),
      positive: true,
      columns: users,
      formula: 'sum ÷ √ab',
      shrinkage,
      minimum: 0,
      rule: 'lower-number',
      single: false,
    } as const
    const rows = {
      rowOffsets: memory.putIntegers(histories.offsets),
      rowColumns: memory.putIntegers(histories.indices),
      ...{ rowValues: memory.doubles(0), base: memory.doubles(0), most: cut === 'prediction' ? neighbours : 0 },
    }
    return { ...kernels, given, rows }
  }
  let opened: ReturnType<typeof open> | undefined
  return {
    /** @param selves the user whose list each is, who is no neighbour; −1 for somebody else */
    visit<Result>(lists: readonly Int32Array[], selves: Int32Array, take: (found: Neighbourhoods) => Result): Result {
      const { memory, run, given, rows } = (opened ??= open())
      const mark = memory.mark()
      const rowOffsets = memory.integers(lists.length + 1)
      lists.forEach((list, row) => (rowOffsets[row + 1] = rowOffsets[row]! + list.length))
      const rowFeatures = memory.integers(rowOffsets[lists.length]!)
      lists.forEach((list, row) => rowFeatures.set(list, rowOffsets[row]))
      const counts = memory.integers(lists.length)
      const keptColumns = memory.integers(lists.length * most)
      const keptValues = memory.doubles(lists.length * most)
      run('sparseSimilarity', {
        ...given,
        ...{ rowOffsets, rowFeatures, rowWeights: memory.doubles(rowFeatures.length).fill(1) },
        rows: memory.putIntegers(Int32Array.from(lists.keys())),
        selves: memory.putIntegers(selves),
        rowScale: memory.putDoubles(lists.map(({ length }) => length)),
        ...{ counts, keptColumns, keptValues },
      })
      const offsets = memory.integers(lists.length + 1)
      counts.forEach((count, row) => {
        keptColumns.copyWithin(offsets[row]!, row * most, row * most + count)
        keptValues.copyWithin(offsets[row]!, row * most, row * most + count)
        offsets[row + 1] = offsets[row]! + count
      })
      const found = keptColumns.subarray(0, offsets[lists.length])
      const similarities = keptValues.subarray(0, offsets[lists.length])
      const addUp = () => {
        const into = memory.doubles(lists.length * histories.items)
        run('sumSparseRows', { ...rows, offsets, rows: found, amounts: similarities, into })
        return into
      }
      const result = take({ users: found, similarities, addUp })
      memory.release(mark)
      return result
    },
  }
}
