import { pack, unpack } from '../archive.ts'
import { itemCategoriesOf } from '../content/need-side.ts'
import { historiesOf } from '../histories.ts'
import { planParts, trainParts } from '../hybrid/parts.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { readReranked, rerankedModel, type RerankedModel } from './base.ts'
import {
  addShares,
  categoryColumns,
  distributionOf,
  numberCategories,
  readCategories,
  type ItemCategories,
} from './categories.ts'
import { chooseGreedily, rerankAbilities, rerankSettings, strength } from './greedy.ts'

/** α: how much of the history's distribution is mixed into the list's, so that the divergence is finite. */
const mixed = 0.01

/**
 * Calibrated recommendations: a list has the categories in the proportions of the person's history.
 *
 *   list = argmax_L (1 − λ) Σ_{j ∈ L} rel(j) − λ C(p, q(L)),   C = Σ_c p_c ln(p_c / q̃_c),   q̃ = (1 − α) q + α p,   α = 0.01
 *
 * chosen greedily, which is within 1 − 1/e of the best. p is the mean over the history, q over the list, of p(c|j) = 1 / number of the item's categories.
 * rel is the model's score, brought to 0 … 1 among the candidates. A person whose history has no category keeps the list.
 *
 * H. Steck (2018). Calibrated Recommendations. RecSys '18. doi:10.1145/3240323.3240372
 */
export const calibrated = defineRecommender({
  id: 'calibrated',
  title: 'Calibrated',
  family: 'hybrid',
  summary: "Reorders the lists of a model so that their categories have the history's proportions.",
  formula: 'argmax_L (1 − λ) Σ rel(j) − λ KL(p ‖ q̃(L))',
  reference: 'H. Steck (2018). Calibrated Recommendations. RecSys. doi:10.1145/3240323.3240372',
  settings: { ...rerankSettings, lambda: strength(0.5, 'the proportions of categories') },
  abilities: rerankAbilities,
  async train(interactions, { base, candidates, depth, lambda }, context) {
    const categories = numberCategories(itemCategoriesOf('calibrated', interactions))
    const parts = await trainParts(await planParts('calibrated', base), interactions, context)
    return toModel({ parts, histories: historiesOf(interactions), candidates }, { categories, depth, lambda })
  },
  async load(bytes) {
    const archive = unpack('calibrated', 1, bytes)
    const { depth, lambda } = archive.facts as { depth: number; lambda: number }
    return toModel(await readReranked(archive), { categories: readCategories(archive), depth, lambda })
  },
})

/** C(p, q) with q given as sums over `total`. */
export function divergence(wanted: Float64Array, sums: Float64Array, total: number): number {
  let sum = 0
  for (let category = 0; category < wanted.length; category++) {
    const p = wanted[category]!
    if (p === 0) continue
    const q = total > 0 ? sums[category]! / total : 0
    sum += p * Math.log(p / ((1 - mixed) * q + mixed * p))
  }
  return sum
}

interface Choice {
  readonly categories: ItemCategories
  readonly depth: number
  readonly lambda: number
}

function toModel(state: Omit<RerankedModel, 'reorder' | 'save'>, { categories, depth, lambda }: Choice): Model {
  const { offsets, count } = categories
  return rerankedModel({
    ...state,
    reorder(candidates, history) {
      const wanted = distributionOf(categories, history)
      if (!wanted) return []
      const sums = new Float64Array(count)
      let total = 0
      let now = divergence(wanted, sums, total)
      const has = (item: number) => (offsets[item + 1]! > offsets[item]! ? 1 : 0)
      return chooseGreedily(candidates, depth, lambda, {
        gain(place) {
          const item = candidates.items[place]!
          addShares(categories, item, 1, sums)
          const after = divergence(wanted, sums, total + has(item))
          addShares(categories, item, -1, sums)
          return now - after
        },
        take(place) {
          const item = candidates.items[place]!
          addShares(categories, item, 1, sums)
          total += has(item)
          now = divergence(wanted, sums, total)
        },
      })
    },
    save: ({ facts, columns }) =>
      pack(
        'calibrated',
        1,
        { ...facts, categories: count, depth, lambda },
        { ...columns, ...categoryColumns(categories) },
      ),
  })
}
