import { pack, unpack } from '../archive.ts'
import { itemCategoriesOf } from '../content/need-side.ts'
import { historiesOf } from '../histories.ts'
import { planParts, trainParts } from '../hybrid/parts.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { readReranked, rerankedModel, type RerankedModel } from './base.ts'
import { categoryColumns, distributionOf, numberCategories, readCategories, type ItemCategories } from './categories.ts'
import { chooseGreedily, rerankAbilities, rerankSettings, strength } from './greedy.ts'

/**
 * xQuAD: covers the categories that a person likes, each the less the more the list already has of it.
 *
 *   next = argmax_j (1 − λ) rel(j) + λ Σ_c p(c|u) p(j|c) Π_{i ∈ list} (1 − p(i|c))
 *
 * p(c|u) is the share of category c in the person's history, p(j|c) is 1 for an item of the category and 0 otherwise; an item of several categories divides
 * among them. rel is the model's score, brought to 0 … 1 among the candidates. A person whose history has no category keeps the list.
 *
 * R. L. T. Santos, C. Macdonald, I. Ounis (2010). Exploiting query reformulations for web search result diversification. WWW '10.
 * doi:10.1145/1772690.1772780; for recommenders S. Vargas, P. Castells (2011), doi:10.1145/2043932.2043955
 */
export const xquad = defineRecommender({
  id: 'xquad',
  title: 'xQuAD',
  family: 'hybrid',
  summary: 'Reorders the lists of a model so that they cover the categories a person likes.',
  formula: 'argmax_j (1 − λ) rel(j) + λ Σ_c p(c|u) p(j|c) Π_{i ∈ list} (1 − p(i|c))',
  reference:
    'R. L. T. Santos, C. Macdonald, I. Ounis (2010). Exploiting query reformulations for web search result diversification. WWW. doi:10.1145/1772690.1772780',
  settings: { ...rerankSettings, lambda: strength(0.3, 'the cover of categories') },
  abilities: rerankAbilities,
  async train(interactions, { base, candidates, depth, lambda }, context) {
    const categories = numberCategories(itemCategoriesOf('xquad', interactions))
    const parts = await trainParts(await planParts('xquad', base), interactions, context)
    return toModel({ parts, histories: historiesOf(interactions), candidates }, { categories, depth, lambda })
  },
  async load(bytes) {
    const archive = unpack('xquad', 1, bytes)
    const { depth, lambda } = archive.facts as { depth: number; lambda: number }
    return toModel(await readReranked(archive), { categories: readCategories(archive), depth, lambda })
  },
})

interface Choice {
  readonly categories: ItemCategories
  readonly depth: number
  readonly lambda: number
}

function toModel(state: Omit<RerankedModel, 'reorder' | 'save'>, { categories, depth, lambda }: Choice): Model {
  const { offsets, indices, count } = categories
  return rerankedModel({
    ...state,
    reorder(candidates, history) {
      const wanted = distributionOf(categories, history)
      if (!wanted) return []
      const uncovered = new Float64Array(count).fill(1)
      const each = (place: number, visit: (category: number, share: number) => void) => {
        const item = candidates.items[place]!
        const [from, to] = [offsets[item]!, offsets[item + 1]!]
        for (let entry = from; entry < to; entry++) visit(indices[entry]!, 1 / (to - from))
      }
      return chooseGreedily(candidates, depth, lambda, {
        gain(place) {
          let sum = 0
          each(place, (category, share) => (sum += wanted[category]! * share * uncovered[category]!))
          return sum
        },
        take: (place) => each(place, (category, share) => (uncovered[category]! *= 1 - share)),
      })
    },
    save: ({ facts, columns }) =>
      pack('xquad', 1, { ...facts, categories: count, depth, lambda }, { ...columns, ...categoryColumns(categories) }),
  })
}
