import { component, integer } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { pack, unpack } from '../archive.ts'
import { historiesOf } from '../histories.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { readReranked, rerankedModel, type RerankedModel } from '../reranking/base.ts'
import { planParts, trainParts } from './parts.ts'

/**
 * Cascade hybrid: a first model picks candidates, a second puts them into order.
 *
 *   list(u) = the N items of largest s_first(u, ·) that u did not have, by s_second(u, ·); then everything else by s_first
 *
 * Where the second gives equal scores, the first's order stands.
 *
 * R. Burke (2002). Hybrid Recommender Systems: Survey and Experiments. UMUAI 12(4). doi:10.1023/A:1021240730564
 */
export const cascadeHybrid = defineRecommender({
  id: 'cascade-hybrid',
  title: 'Cascade hybrid',
  family: 'hybrid',
  summary: 'Puts the best items of a first model into the order of a second.',
  formula: 'top-N of s_first, ordered by s_second; then the rest by s_first',
  reference:
    'R. Burke (2002). Hybrid Recommender Systems: Survey and Experiments. UMUAI 12(4). doi:10.1023/A:1021240730564',
  settings: {
    first: component('item-knn', 'The model that picks candidates.'),
    second: component('ease', 'The model that puts them into order.'),
    candidates: integer({ default: 100, minimum: 1, help: 'N: items that the first model hands on for each person.' }),
  },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'approximate',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions: Interactions, { first, second, candidates }, context) {
    const plans = [...(await planParts('cascade-hybrid', first)), ...(await planParts('cascade-hybrid', second))]
    const parts = await trainParts(plans, interactions, context)
    return toModel({ parts, histories: historiesOf(interactions), candidates })
  },
  load: async (bytes) => toModel(await readReranked(unpack('cascade-hybrid', 1, bytes))),
})

function toModel(state: Omit<RerankedModel, 'reorder' | 'save'>): Model {
  const second = state.parts[1]!.model
  const { items } = state.histories
  const model = rerankedModel({
    ...state,
    async reorder(candidates, history, user) {
      const row = new Float64Array(items)
      if (user === null) await second.scoreHistory!(history, null, row)
      else await second.score(Int32Array.of(user), row)
      const value = (place: number) => row[candidates.items[place]!]!
      const order = [...candidates.items.keys()].filter((place) => !Number.isNaN(value(place)))
      return order.sort((a, b) => value(b) - value(a) || a - b)
    },
    save: ({ facts, columns }) => pack('cascade-hybrid', 1, facts, columns),
  })
  if (second.scoreHistory) return model
  const { scoreHistory: _, ...others } = model
  return others
}
