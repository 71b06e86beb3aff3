import { component, integer } from '../../contract/settings.ts'
import { buildInteractions, type Interactions } from '../../data/interactions.ts'
import { topK } from '../../math/top-k.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { defineRecommender, type Model, type Scores } from '../recommender.ts'
import { allFoldIn, inherited, packParts, planParts, trainParts, unpackParts, type Part } from './parts.ts'

/**
 * Feature augmentation: what a first model would give a person becomes part of the person's history, and a second model learns from the histories so filled.
 *
 *   I'_u = I_u ∪ top-n of s_first(u, ·),   score(u, j) = s_second(I'_u, j)
 *
 * With a content model first this is content-boosted collaborative filtering, here for events instead of ratings: pseudo-events stand for the n items of
 * largest score, not for all. In a log with values they have the mean of the log. A pasted history is filled likewise.
 *
 * P. Melville, R. J. Mooney, R. Nagarajan (2002). Content-Boosted Collaborative Filtering for Improved Recommendations. AAAI-02.
 * https://aaai.org/papers/00187-aaai02-029
 */
export const featureAugmented = defineRecommender({
  id: 'feature-augmented',
  title: 'Feature-augmented hybrid',
  family: 'hybrid',
  summary: 'Fills histories with the best items of one model and lets another learn from them.',
  formula: "score(u, j) = s_second(I'_u, j),   I'_u = I_u ∪ top-n of s_first(u, ·)",
  reference:
    'P. Melville, R. J. Mooney, R. Nagarajan (2002). Content-Boosted Collaborative Filtering for Improved Recommendations. AAAI. https://aaai.org/papers/00187-aaai02-029',
  settings: {
    first: component('item-knn', 'The model whose best items fill the histories, such as content.'),
    second: component('ease', 'The model that learns from the filled histories.'),
    added: integer({ default: 5, minimum: 1, maximum: 1000, help: 'n: items that each history gains.' }),
  },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: null,
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, { first, second, added }, context) {
    const plans = [...(await planParts('feature-augmented', first)), ...(await planParts('feature-augmented', second))]
    const [giver] = await trainParts(plans.slice(0, 1), interactions, context, { from: 0, to: 0.4 })
    const filled = await fill(interactions, giver!, added, context.signal)
    const [learner] = await trainParts(plans.slice(1), filled, context, { from: 0.5, to: 1 })
    return toModel([giver!, learner!], interactions.items, added)
  },
  async load(bytes) {
    const archive = unpack('feature-augmented', 1, bytes)
    const { items, added } = archive.facts as { items: number; added: number }
    return toModel(await unpackParts(archive), items, added)
  },
})

/** Scores held at a time. */
const blockScores = 2 ** 20

/** The log with the pseudo-events of every person that has a history, at the end. */
async function fill(log: Interactions, { model }: Part, added: number, signal: AbortSignal): Promise<Interactions> {
  const { users, items, byUser, value, time } = log
  const user: number[] = []
  const item: number[] = []
  const people = Int32Array.from({ length: users }, (_, u) => u).filter(
    (u) => byUser.offsets[u]! < byUser.offsets[u + 1]!,
  )
  const size = Math.max(1, Math.floor(blockScores / items))
  for (let start = 0; start < people.length; start += size) {
    await breathe(signal)
    const chosen = people.subarray(start, start + size)
    const block = new Float64Array(chosen.length * items)
    await model.score(chosen, block)
    chosen.forEach((person, row) => {
      const history = byUser.indices.subarray(byUser.offsets[person], byUser.offsets[person + 1])
      for (const best of bestUnseen(block.subarray(row * items, (row + 1) * items), history, added)) {
        user.push(person)
        item.push(best)
      }
    })
  }
  const count = user.length
  const mean = value ? value.reduce((sum, entry) => sum + entry, 0) / value.length : 0
  const last = time ? time.reduce((most, entry) => Math.max(most, entry), -Infinity) : 0
  const append = <A extends Int32Array | Float32Array | Float64Array>(column: A, more: ArrayLike<number>): A => {
    const longer = new (column.constructor as new (length: number) => A)(column.length + more.length)
    longer.set(column)
    longer.set(more, column.length)
    return longer
  }
  return buildInteractions({
    ...log,
    user: append(log.user, user),
    item: append(log.item, item),
    value: value && append(value, new Float32Array(count).fill(mean)),
    time: time && append(time, new Float64Array(count).fill(last)),
  })
}

function bestUnseen(row: Float64Array, history: Int32Array, count: number): Int32Array {
  const open = row.map((score) => (Number.isFinite(score) ? score : -Infinity))
  for (const item of history) if (item >= 0 && item < open.length) open[item] = -Infinity
  return topK(open, Math.min(count, open.length), null).items
}

function toModel(parts: readonly Part[], items: number, added: number): Model {
  const [first, second] = parts as readonly [Part, Part]
  return {
    score: (users, into) => second.model.score(users, into),
    ...(allFoldIn(parts) && {
      async scoreHistory(history: Int32Array, _values: Float32Array | null, into: Scores) {
        const row = new Float64Array(items)
        await first.model.scoreHistory!(history, null, row)
        const filled =
          history.length === 0 ? history : Int32Array.from([...history, ...bestUnseen(row, history, added)])
        await second.model.scoreHistory!(filled, null, into)
      },
    }),
    ...inherited([second, first]),
    save() {
      const { facts, columns } = packParts(parts)
      return pack('feature-augmented', 1, { ...facts, items, added }, columns)
    },
  }
}
