import { choice } from '../../contract/settings.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { historiesOf, historyColumns, historyOf, popularityOf, readHistories, type Histories } from '../histories.ts'
import { largest } from '../item-weights.ts'
import { defineRecommender, type Model, type ScorePart, type Scores } from '../recommender.ts'
import {
  addVector,
  cosineOf,
  productWith,
  sharedNames,
  vectorizeItems,
  vectorSettings,
  type ItemVectors,
} from './item-vectors.ts'
import { itemTableOf } from './need-side.ts'

/**
 * Content: recommends items whose texts, categories and numbers are like those of the items a user had. The profile of a user is the weighted mean of the
 * vectors x_i of the user's items, and the score its cosine with an item; so an item that nobody had is scored like any other.
 *
 *   score(u, j) = p_uᵀ x_j / ‖p_u‖,   p_u = Σ_{i ∈ history of u} w_ui x_i / Σ w_ui
 *
 * `item-vectors.ts` says how x_i is made; ‖x_i‖ = 1. Negative values of the log do not weigh. Somebody without a history, or with one of which nothing is
 * known, gets popularity.
 *
 * P. Lops, M. de Gemmis, G. Semeraro (2011). Content-based Recommender Systems: State of the Art and Trends. Recommender Systems Handbook.
 * doi:10.1007/978-0-387-85820-3_3
 */
export const content = defineRecommender({
  id: 'content',
  title: 'Content',
  family: 'content',
  summary: 'Recommends items whose words, categories and numbers are like those of the items a user had.',
  formula: 'score(u, j) = cos(Σ_{i ∈ I_u} w_ui x_i, x_j)',
  reference:
    'P. Lops, M. de Gemmis, G. Semeraro (2011). Content-based Recommender Systems: State of the Art and Trends. Recommender Systems Handbook. doi:10.1007/978-0-387-85820-3_3',
  settings: {
    ...vectorSettings,
    profile: choice(['equal', 'values'], 'equal', 'Whether all items of a user weigh alike, or by their value.'),
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
  async train(interactions, config, { signal, progress }) {
    await breathe(signal)
    const table = itemTableOf('content', interactions)
    progress(0.1, 'Reading the table of items')
    const vectors = vectorizeItems(table, interactions.items, config)
    const { value, byUser } = interactions
    const weights = Float32Array.from(byUser.positions, (position) =>
      config.profile === 'values' && value ? Math.max(0, value[position]!) : 1,
    )
    const byValue = config.profile === 'values'
    return toModel({
      vectors,
      histories: historiesOf(interactions),
      weights,
      popularity: popularityOf(interactions),
      byValue,
    })
  },
  load(bytes) {
    const archive = unpack('content', 1, bytes)
    const { facts, columns } = archive
    return toModel({
      vectors: readVectors(facts, columns),
      histories: readHistories(archive),
      weights: columns['weights'] as Float32Array,
      popularity: columns['popularity'] as Float32Array,
      byValue: facts['byValue'] as boolean,
    })
  },
})

interface State {
  readonly vectors: ItemVectors
  readonly histories: Histories
  /** Weight of each entry of the histories. */
  readonly weights: Float32Array
  readonly popularity: Float32Array
  readonly byValue: boolean
}

/** Features of an explanation that are named. */
const mostShared = 4

function toModel(state: State): Model {
  const { vectors, histories, weights, popularity, byValue } = state
  const { items } = histories
  const profile = new Float64Array(vectors.names.length)

  /** Builds the profile and returns its length; 0 when nothing is known. */
  function build(history: Int32Array, weigh: ArrayLike<number> | null): number {
    profile.fill(0)
    history.forEach(
      (item, place) => item < items && item >= 0 && addVector(vectors, item, weigh?.[place] ?? 1, profile),
    )
    return Math.sqrt(profile.reduce((sum, value) => sum + value * value, 0))
  }
  function score(history: Int32Array, weigh: ArrayLike<number> | null, into: Scores): void {
    const length = build(history, weigh)
    if (length === 0) return into.set(popularity)
    for (let item = 0; item < items; item++) into[item] = productWith(vectors, item, profile) / length
  }
  const weightsOf = (values: Float32Array | null) =>
    byValue && values ? values.map((value) => Math.max(0, value)) : null

  return {
    score(users, into) {
      users.forEach((user, row) => {
        const [from, to] = [histories.offsets[user], histories.offsets[user + 1]]
        score(historyOf(histories, user), weights.subarray(from, to), into.subarray(row * items, (row + 1) * items))
      })
    },
    scoreHistory: (history, values, into) => score(history, weightsOf(values), into),
    similarItems: (item, k) =>
      largest(
        Float64Array.from({ length: items }, (_, other) => cosineOf(vectors, item, other)),
        item,
        k,
      ),
    explain(history, values, item) {
      const weigh = weightsOf(values)
      const length = build(history, weigh)
      if (length === 0) return { parts: [], rest: popularity[item]!, exact: true }
      const parts: ScorePart[] = []
      history.forEach((source, place) => {
        if (source < 0 || source >= items) return
        const amount = ((weigh?.[place] ?? 1) * cosineOf(vectors, source, item)) / length
        if (amount !== 0) parts.push({ item: source, amount, shared: sharedNames(vectors, source, item, mostShared) })
      })
      return { parts: parts.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)), rest: 0, exact: true }
    },
    save: () =>
      pack(
        'content',
        1,
        { items, byValue, names: vectors.names },
        { ...historyColumns(histories), ...vectorColumns(vectors), weights, popularity },
      ),
  }
}

/** Vectors as columns of an archive whose fact `names` says what they mean. */
export const vectorColumns = ({ offsets, indices, values }: ItemVectors) => ({
  vectorOffsets: offsets,
  vectorIndices: indices,
  vectorValues: values,
})

export const readVectors = (
  facts: Readonly<Record<string, unknown>>,
  columns: Readonly<Record<string, unknown>>,
): ItemVectors => ({
  names: facts['names'] as string[],
  offsets: columns['vectorOffsets'] as Int32Array,
  indices: columns['vectorIndices'] as Int32Array,
  values: columns['vectorValues'] as Float64Array,
})
