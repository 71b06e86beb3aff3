import { component, integer, real, text } from '../../contract/settings.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Interactions } from '../../data/interactions.ts'
import { pack, unpack } from '../archive.ts'
import { historiesOf, historyColumns, historyOf, popularityOf, readHistories, type Histories } from '../histories.ts'
import { explainPart, inherited, packParts, planParts, trainParts, unpackParts, type Part } from '../hybrid/parts.ts'
import { defineRecommender, type Model, type Scores } from '../recommender.ts'

/**
 * Cold start by segment: people with few events or none get what is popular in their segment, everybody else a collaborative model.
 *
 *   s(u, j) = (n_sj + κ n_j / n) / (n_s + κ) if |I_u| < threshold,   otherwise s_model(u, j)
 *
 * n_sj counts the people of segment s who had j, n_s all events of the segment, n_j and n those of everybody: the popularity in the segment, drawn to that in
 * the whole the more the smaller the segment is. Segments are the values of a column of the table of people; who has none, and a pasted history, is of no segment and gets
 * the popularity of all.
 *
 * L. Safoury, A. Salah (2013). Exploiting User Demographic Attributes for Solving Cold-Start Problem in Recommender System. LNSE 1(3).
 * doi:10.7763/LNSE.2013.V1.66
 */
export const segmentStart = defineRecommender({
  id: 'segment-start',
  title: 'Cold start by segment',
  family: 'content',
  summary: 'Gives people with few events what is popular in their segment, everybody else a model.',
  formula: 's(u, j) = (n_sj + κ n_j / n) / (n_s + κ) if |I_u| < t, else s_model(u, j)',
  reference:
    'L. Safoury, A. Salah (2013). Exploiting User Demographic Attributes for Solving Cold-Start Problem in Recommender System. LNSE 1(3). doi:10.7763/LNSE.2013.V1.66',
  settings: {
    base: component('ease', 'The model for people with enough events.'),
    segment: text('', 'The column of the table of people that says the segment; empty for its first category.'),
    threshold: integer({ default: 1, minimum: 1, help: 'Distinct items from which on the model is used.' }),
    smoothing: real({ default: 100, help: 'κ: events of everybody that are mixed into those of a segment.' }),
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
  async train(interactions, { base, segment, threshold, smoothing }, context) {
    const segments = segmentsOf(interactions, segment)
    if (segments.names.length === 0)
      context.log('There is no table of people with categories, so everybody is of one segment.')
    const popularity = popularityBySegment(interactions, segments, smoothing)
    const parts = await trainParts(await planParts('segment-start', base), interactions, context)
    return toModel({ parts, histories: historiesOf(interactions), segmentOf: segments.of, popularity, threshold })
  },
  async load(bytes) {
    const archive = unpack('segment-start', 1, bytes)
    return toModel({
      parts: await unpackParts(archive),
      histories: readHistories(archive),
      segmentOf: archive.columns['segmentOf'] as Int32Array,
      popularity: archive.columns['segmentPopularity'] as Float64Array,
      threshold: archive.facts['threshold'] as number,
    })
  },
})

interface Segments {
  readonly names: readonly string[]
  /** Number of each person's segment; −1 for none. */
  readonly of: Int32Array
}

/** @throws RecbenchError `invalid-parameter` for a column that the table of people does not have */
function segmentsOf({ side, users }: Interactions, wanted: string): Segments {
  const columns = side?.users?.categories ?? []
  const column = wanted === '' ? columns[0] : columns.find(({ name }) => name === wanted)
  if (!column && wanted !== '')
    throw new RecbenchError('invalid-parameter', `The table of people has no column of categories "${wanted}".`, {
      remedy: columns.length
        ? `It has ${columns.map(({ name }) => name).join(', ')}.`
        : 'Import the log with --users FILE, or leave the segment out.',
    })
  const numbers = new Map<string, number>()
  const of = Int32Array.from({ length: users }, (_, user) => {
    const value = column?.values[user]?.[0]
    if (value === undefined) return -1
    if (!numbers.has(value)) numbers.set(value, numbers.size)
    return numbers.get(value)!
  })
  return { names: [...numbers.keys()], of }
}

/** Row s has the smoothed popularity in segment s, the last row that of everybody. */
function popularityBySegment(log: Interactions, { names, of }: Segments, smoothing: number): Float64Array {
  const { items, users, byUser } = log
  const everybody = popularityOf(log)
  const total = Math.max(1, byUser.indices.length)
  const rows = new Float64Array((names.length + 1) * items)
  const events = new Float64Array(names.length)
  for (let user = 0; user < users; user++) {
    const segment = of[user]!
    if (segment < 0) continue
    for (let entry = byUser.offsets[user]!; entry < byUser.offsets[user + 1]!; entry++) {
      rows[segment * items + byUser.indices[entry]!]!++
      events[segment]!++
    }
  }
  for (let item = 0; item < items; item++) {
    const share = everybody[item]! / total
    rows[names.length * items + item] = share
    for (let segment = 0; segment < names.length; segment++) {
      const cell = segment * items + item
      const size = events[segment]! + smoothing
      rows[cell] = size > 0 ? (rows[cell]! + smoothing * share) / size : share
    }
  }
  return rows
}

interface State {
  readonly parts: readonly Part[]
  readonly histories: Histories
  readonly segmentOf: Int32Array
  readonly popularity: Float64Array
  readonly threshold: number
}

function toModel({ parts, histories, segmentOf, popularity, threshold }: State): Model {
  const [part] = parts as readonly [Part]
  const { items } = histories
  const last = popularity.length / Math.max(1, items) - 1
  const popularIn = (segment: number) => {
    const row = segment < 0 ? last : segment
    return popularity.subarray(row * items, (row + 1) * items)
  }
  const isNew = (history: Int32Array) => new Set(history).size < threshold
  return {
    async score(users, into) {
      await part.model.score(users, into)
      users.forEach((user, row) => {
        if (isNew(historyOf(histories, user))) into.set(popularIn(segmentOf[user] ?? -1), row * items)
      })
    },
    ...(part.model.scoreHistory && {
      scoreHistory(history: Int32Array, values: Float32Array | null, into: Scores) {
        if (!isNew(history)) return part.model.scoreHistory!(history, values, into)
        into.set(popularIn(-1))
      },
    }),
    explain(history, values, item) {
      if (isNew(history)) return { parts: [], rest: popularIn(-1)[item]!, exact: true }
      return explainPart(part, history, values, item, items)
    },
    ...inherited(parts),
    save() {
      const { facts, columns } = packParts(parts)
      const own = { segmentOf, segmentPopularity: popularity }
      return pack(
        'segment-start',
        1,
        { ...facts, items, threshold },
        { ...columns, ...historyColumns(histories), ...own },
      )
    },
  }
}
