import { topK } from '../../math/top-k.ts'
import type { Archive } from '../archive.ts'
import { historyColumns, historyOf, readHistories, type Histories } from '../histories.ts'
import type { Part } from '../hybrid/parts.ts'
import { inherited, packParts, unpackParts } from '../hybrid/parts.ts'
import { findScale } from '../hybrid/scales.ts'
import type { Model, Scores } from '../recommender.ts'

/** The best unseen items of the base for one person, best first, with relevance from 0 (worst of them) to 1. */
export interface Candidates {
  readonly items: Int32Array
  readonly relevance: Float64Array
}

/** Puts candidates into a new order: returns places of `candidates`, best first; candidates that are not named follow in the base's order. May take its time. */
export type Reorder = (
  candidates: Candidates,
  history: Int32Array,
  user: number | null,
) => ArrayLike<number> | Promise<ArrayLike<number>>

export interface RerankedModel {
  /** The model whose lists are reordered is the first; others belong to the reordering. */
  readonly parts: readonly Part[]
  readonly histories: Histories
  readonly candidates: number
  readonly reorder: Reorder
  save(archive: Archive): Uint8Array<ArrayBuffer>
}

/**
 * A model that takes the best unseen items of a base and puts them into another order. What is reordered gets scores from 1 to 2, everything else the base's,
 * brought into 0 … 1. It explains with the base's parts, which is why the item was a candidate, not its final place.
 */
export function rerankedModel({ parts, histories, candidates: count, reorder, save }: RerankedModel): Model {
  const base = parts[0]!.model
  const { items } = histories
  async function rerank(row: Float64Array, history: Int32Array, user: number | null, into: Scores): Promise<void> {
    const { shift, factor } = findScale(row, 'min-max')
    for (let item = 0; item < items; item++) into[item] = (row[item]! - shift) * factor * (1 - 1e-6)
    const candidates = findCandidates(row, history, count)
    const order = await reorder(candidates, history, user)
    const places = new Set(Array.from(order))
    for (let place = 0; place < candidates.items.length; place++) places.add(place)
    let rank = 0
    for (const place of places) into[candidates.items[place]!] = 2 - rank++ / candidates.items.length
  }
  return {
    async score(users, into) {
      const block = new Float64Array(users.length * items)
      await base.score(users, block)
      for (const [row, user] of users.entries()) {
        const [from, to] = [row * items, (row + 1) * items]
        await rerank(block.subarray(from, to), historyOf(histories, user), user, into.subarray(from, to))
      }
    },
    ...(base.scoreHistory && {
      scoreHistory: async (history: Int32Array, values: Float32Array | null, into: Scores) => {
        const row = new Float64Array(items)
        await base.scoreHistory!(history, values, row)
        await rerank(row, history, null, into)
      },
    }),
    ...(base.explain && {
      explain: (history: Int32Array, values: Float32Array | null, item: number) => ({
        ...base.explain!(history, values, item),
        exact: false,
      }),
    }),
    ...inherited(parts),
    save: () => {
      const { facts, columns } = packParts(parts)
      return save({
        facts: { ...facts, items, candidates: count },
        columns: { ...columns, ...historyColumns(histories) },
      })
    },
  }
}

/** What every reranked model finds again in its archive. */
export const readReranked = async (archive: Archive) => ({
  parts: await unpackParts(archive),
  histories: readHistories(archive),
  candidates: archive.facts['candidates'] as number,
})

/** Candidates of equal score come by item number, so that the order does not depend on a seed. */
function findCandidates(row: Float64Array, history: Int32Array, count: number): Candidates {
  const open = row.map((score) => (Number.isFinite(score) ? score : -Infinity))
  for (const item of history) if (item >= 0 && item < open.length) open[item] = -Infinity
  const { items, scores } = topK(open, Math.min(count, open.length), null)
  const [most, least] = [scores[0] ?? 0, scores.at(-1) ?? 0]
  return { items, relevance: scores.map((score) => (most > least ? (score - least) / (most - least) : 1)) }
}
