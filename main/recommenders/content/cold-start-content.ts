import { choice, component, integer, real } from '../../contract/settings.ts'
import { pack, unpack, type Archive } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { popularityOf } from '../histories.ts'
import { explainPart, inherited, packParts, planParts, trainParts, unpackParts, type Part } from '../hybrid/parts.ts'
import { defineRecommender, type Model, type ScorePart, type Scores } from '../recommender.ts'
import { fillCold, mapByNeighbours, mapByRidge, splitByEvents, type ColdMap } from './cold-items.ts'
import { vectorizeItems, vectorSettings } from './item-vectors.ts'
import { itemTableOf } from './need-side.ts'

/**
 * Cold start by content: a collaborative model for items that have training events; items that have none get a score by what their table says, in the same
 * units, so that both stand in one list.
 *
 *   s(u, j) = s_model(u, j) for warm j;   s(u, j) = Σ_{i warm} m_ji s_model(u, i) for cold j
 *
 * `neighbours`: m_ji are the cosines of content with the K most similar warm items, brought to sum 1. `ridge`: m_j = X (XᵀX + λ I)⁻¹ x_j, which for a model of
 * factors is the regression of its item factors on features. A cold item without features keeps what the model gives.
 *
 * Z. Gantner, L. Drumond, C. Freudenthaler, S. Rendle, L. Schmidt-Thieme (2010). Learning Attribute-to-Feature Mappings for Cold-Start Recommendations.
 * ICDM '10. doi:10.1109/ICDM.2010.129
 */
export const coldStartContent = defineRecommender({
  id: 'cold-start-content',
  title: 'Cold start by content',
  family: 'content',
  summary: 'Scores items without events by their content, in the units of a collaborative model.',
  formula: 's(u, j) = s_model(u, j) for warm j, Σ_i m_ji s_model(u, i) for cold j',
  reference:
    'Z. Gantner, L. Drumond, C. Freudenthaler, S. Rendle, L. Schmidt-Thieme (2010). Learning Attribute-to-Feature Mappings for Cold-Start Recommendations. ICDM. doi:10.1109/ICDM.2010.129',
  settings: {
    base: component('ials', 'The model of items that have events.'),
    mapping: choice(['neighbours', 'ridge'], 'neighbours', 'How the content of a cold item becomes a score.'),
    neighbours: integer({ default: 20, minimum: 1, help: 'K: similar warm items that a cold one takes from.' }),
    regularization: real({ default: 1, minimum: 1e-6, help: 'λ of the ridge regression.' }),
    features: integer({
      default: 500,
      minimum: 1,
      maximum: 5000,
      help: 'Features of the ridge regression, the most frequent ones.',
    }),
    ...vectorSettings,
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
  async train(interactions, config, context) {
    const vectors = vectorizeItems(itemTableOf('cold-start-content', interactions), interactions.items, config)
    const parts = await trainParts(await planParts('cold-start-content', config.base), interactions, context, {
      from: 0,
      to: 0.8,
    })
    const pause = async (fraction: number) => {
      context.progress(0.8 + 0.2 * fraction, 'Mapping content to scores')
      await breathe(context.signal)
    }
    const split = splitByEvents(popularityOf(interactions), vectors)
    const map =
      config.mapping === 'ridge' && split.cold.length > 0
        ? await mapByRidge(vectors, split, config, pause)
        : await mapByNeighbours(vectors, split, config.neighbours, pause)
    return toModel(parts, interactions.items, map)
  },
  async load(bytes) {
    const archive = unpack('cold-start-content', 1, bytes)
    return toModel(await unpackParts(archive), archive.facts['items'] as number, readMap(archive))
  },
})

const readMap = ({ columns }: Archive): ColdMap => ({
  cold: columns['cold'] as Int32Array,
  offsets: columns['offsets'] as Int32Array,
  indices: columns['indices'] as Int32Array,
  values: columns['values'] as Float64Array,
})

function toModel(parts: readonly Part[], items: number, map: ColdMap): Model {
  const [part] = parts as readonly [Part]
  const base = part.model
  const placeOf = new Map(Array.from(map.cold, (item, place) => [item, place]))
  return {
    async score(users, into) {
      await base.score(users, into)
      users.forEach((_, row) => fillCold(map, into.subarray(row * items, (row + 1) * items)))
    },
    ...(base.scoreHistory && {
      scoreHistory: async (history: Int32Array, values: Float32Array | null, into: Scores) => {
        await base.scoreHistory!(history, values, into)
        fillCold(map, into)
      },
    }),
    explain(history, values, item) {
      const place = placeOf.get(item)
      const [from, to] = place === undefined ? [0, 0] : [map.offsets[place]!, map.offsets[place + 1]!]
      if (from === to) return explainPart(part, history, values, item, items)
      const amounts = new Map<number, number>()
      let rest = 0
      let exact = true
      for (let entry = from; entry < to; entry++) {
        const weight = map.values[entry]!
        const said = explainPart(part, history, values, map.indices[entry]!, items)
        rest += weight * said.rest
        exact &&= said.exact
        for (const { item: source, amount } of said.parts)
          amounts.set(source, (amounts.get(source) ?? 0) + weight * amount)
      }
      const list = [...amounts].map(([source, amount]): ScorePart => ({ item: source, amount }))
      return { parts: list.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)), rest, exact }
    },
    ...inherited(parts),
    save() {
      const { facts, columns } = packParts(parts)
      return pack('cold-start-content', 1, { ...facts, items }, { ...columns, ...map })
    },
  }
}
