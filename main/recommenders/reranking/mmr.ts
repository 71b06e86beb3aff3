import { choice, parseConfiguration } from '../../contract/settings.ts'
import type { Interactions, SparseRows } from '../../data/interactions.ts'
import { pack, unpack } from '../archive.ts'
import { readVectors, vectorColumns } from '../content/content.ts'
import { cosineOf, vectorizeItems, vectorSettings, type ItemVectors } from '../content/item-vectors.ts'
import { itemTableOf } from '../content/need-side.ts'
import { historiesOf } from '../histories.ts'
import { planParts, trainParts } from '../hybrid/parts.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { readReranked, rerankedModel, type RerankedModel } from './base.ts'
import { chooseGreedily, rerankAbilities, rerankSettings, strength } from './greedy.ts'

/**
 * Maximal marginal relevance: the next item of a list is one that is relevant and unlike those above it.
 *
 *   next = argmax_j (1 − λ) rel(j) − λ max_{i ∈ list} sim(i, j)
 *
 * rel is the model's score, brought to 0 … 1 among the candidates. λ is the weight of diversity, so it is 1 − λ of the paper. Similarity is the cosine
 * of the sets of people who had the items, or of what the table of items says of them.
 *
 * J. Carbonell, J. Goldstein (1998). The use of MMR, diversity-based reranking for reordering documents and producing summaries. SIGIR '98.
 * doi:10.1145/290941.291025
 */
export const mmr = defineRecommender({
  id: 'mmr',
  title: 'MMR',
  family: 'hybrid',
  summary: 'Reorders the lists of a model so that each item is unlike those above it.',
  formula: 'argmax_j (1 − λ) rel(j) − λ max_{i ∈ list} sim(i, j)',
  reference:
    'J. Carbonell, J. Goldstein (1998). The use of MMR, diversity-based reranking for reordering documents and producing summaries. SIGIR. doi:10.1145/290941.291025',
  settings: {
    ...rerankSettings,
    lambda: strength(0.3, 'diversity'),
    similarity: choice(['people', 'content'], 'people', 'Whether items are alike by who had them or by their table.'),
  },
  abilities: rerankAbilities,
  async train(interactions, { base, candidates, depth, lambda, similarity }, context) {
    const vectors = similarity === 'content' ? vectorsOf(interactions) : peopleOf(interactions)
    const parts = await trainParts(await planParts('mmr', base), interactions, context)
    return toModel({ parts, histories: historiesOf(interactions), candidates }, { vectors, depth, lambda })
  },
  async load(bytes) {
    const archive = unpack('mmr', 1, bytes)
    const { depth, lambda } = archive.facts as { depth: number; lambda: number }
    return toModel(await readReranked(archive), { vectors: readVectors(archive.facts, archive.columns), depth, lambda })
  },
})

interface Choice {
  readonly vectors: ItemVectors
  readonly depth: number
  readonly lambda: number
}

const vectorsOf = (log: Interactions): ItemVectors =>
  vectorizeItems(itemTableOf('mmr', log), log.items, parseConfiguration('model mmr', vectorSettings))

/** Each item as the set of people who had it, of length 1. */
export function peopleOf({ byItem, items }: { readonly byItem: SparseRows; readonly items: number }): ItemVectors {
  const { offsets, indices } = byItem
  const values = new Float64Array(indices.length)
  for (let item = 0; item < items; item++)
    values.fill(1 / Math.sqrt(offsets[item + 1]! - offsets[item]!), offsets[item], offsets[item + 1])
  return { names: [], offsets, indices, values }
}

/** Similarities are kept once computed when all pairs of items fit into this many cells. */
const mostCells = 2 ** 24

function rememberCosines(vectors: ItemVectors): (a: number, b: number) => number {
  const items = vectors.offsets.length - 1
  if (items * items > mostCells) return (a, b) => cosineOf(vectors, a, b)
  let known: Float64Array | undefined
  return (a, b) => {
    known ??= new Float64Array(items * items).fill(NaN)
    const cell = a * items + b
    const held = known[cell]!
    if (held === held) return held
    return (known[cell] = known[b * items + a] = cosineOf(vectors, a, b))
  }
}

function toModel(state: Omit<RerankedModel, 'reorder' | 'save'>, { vectors, depth, lambda }: Choice): Model {
  const cosine = rememberCosines(vectors)
  return rerankedModel({
    ...state,
    reorder(candidates) {
      const { items } = candidates
      const nearest = new Float64Array(items.length)
      return chooseGreedily(candidates, depth, lambda, {
        gain: (place) => -nearest[place]!,
        take(taken) {
          if (lambda === 0) return
          for (let place = 0; place < items.length; place++)
            nearest[place] = Math.max(nearest[place]!, cosine(items[taken]!, items[place]!))
        },
      })
    },
    save: ({ facts, columns }) =>
      pack('mmr', 1, { ...facts, names: vectors.names, depth, lambda }, { ...columns, ...vectorColumns(vectors) }),
  })
}
