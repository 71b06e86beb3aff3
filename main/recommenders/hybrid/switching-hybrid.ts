import { component, integer } from '../../contract/settings.ts'
import { pack, unpack } from '../archive.ts'
import { historiesOf, historyColumns, historyOf, readHistories, type Histories } from '../histories.ts'
import { defineRecommender, type Model, type Scores } from '../recommender.ts'
import { allFoldIn, explainPart, inherited, packParts, planParts, trainParts, unpackParts, type Part } from './parts.ts'

/**
 * Switching hybrid: one model for people with few items, another for those with more.
 *
 *   score(u, j) = s_few(u, j) if |I_u| < threshold, otherwise s_many(u, j)
 *
 * Both are trained on all people. |I_u| counts distinct training items.
 *
 * R. Burke (2002). Hybrid Recommender Systems: Survey and Experiments. UMUAI 12(4). doi:10.1023/A:1021240730564
 */
export const switchingHybrid = defineRecommender({
  id: 'switching-hybrid',
  title: 'Switching hybrid',
  family: 'hybrid',
  summary: 'Uses one model for people with few items and another for those with more.',
  formula: 'score(u, j) = s_few(u, j) if |I_u| < n, else s_many(u, j)',
  reference:
    'R. Burke (2002). Hybrid Recommender Systems: Survey and Experiments. UMUAI 12(4). doi:10.1023/A:1021240730564',
  settings: {
    few: component('item-knn', 'The model for people with fewer items than the threshold, such as content.'),
    many: component('ease', 'The model for everybody else.'),
    threshold: integer({ default: 10, help: 'Distinct items from which on the second model is used.' }),
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
  async train(interactions, { few, many, threshold }, context) {
    const plans = [...(await planParts('switching-hybrid', few)), ...(await planParts('switching-hybrid', many))]
    const parts = await trainParts(plans, interactions, context)
    return toModel({ parts, threshold, histories: historiesOf(interactions) })
  },
  async load(bytes) {
    const archive = unpack('switching-hybrid', 1, bytes)
    const threshold = archive.facts['threshold'] as number
    return toModel({ parts: await unpackParts(archive), threshold, histories: readHistories(archive) })
  },
})

interface State {
  readonly parts: readonly Part[]
  readonly threshold: number
  readonly histories: Histories
}

function toModel({ parts, threshold, histories }: State): Model {
  const { items } = histories
  const partOf = (history: Int32Array) => parts[new Set(history).size < threshold ? 0 : 1]!
  return {
    async score(users, into) {
      for (const part of parts) {
        const rows = [...users.keys()].filter((row) => partOf(historyOf(histories, users[row]!)) === part)
        const block = new Float64Array(rows.length * items)
        if (rows.length > 0)
          await part.model.score(
            Int32Array.from(rows, (row) => users[row]!),
            block,
          )
        rows.forEach((row, place) => into.set(block.subarray(place * items, (place + 1) * items), row * items))
      }
    },
    ...(allFoldIn(parts) && {
      scoreHistory: (history: Int32Array, values: Float32Array | null, into: Scores) =>
        partOf(history).model.scoreHistory!(history, values, into),
    }),
    explain: (history, values, item) => explainPart(partOf(history), history, values, item, items),
    ...inherited([...parts].reverse()),
    save() {
      const { facts, columns } = packParts(parts)
      return pack('switching-hybrid', 1, { ...facts, items, threshold }, { ...columns, ...historyColumns(histories) })
    },
  }
}
