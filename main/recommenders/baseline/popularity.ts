import { choice, real, text, type ConfigurationOf } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { pack, unpack } from '../archive.ts'
import { knownItems } from '../histories.ts'
import { defineRecommender, type Model, type Scores } from '../recommender.ts'
import { countBySegment, countUsers, rowOfLength, type PopularityCounts } from './popularity-counts.ts'

const settings = {
  kind: choice(
    ['plain', 'decayed', 'recent', 'segment'],
    'plain',
    'Which events count: all alike, newer ones more, only the newest, or those of people of the same segment.',
  ),
  halfLife: real({ default: 30, minimum: 0.001, help: 'Decayed: days after which an event counts half.' }),
  window: real({ default: 30, minimum: 0.001, help: 'Recent: days before the last event that count.' }),
  column: text(
    '',
    'Segment: the column of the table of people; empty for its first category, or without a table for activity.',
  ),
  smoothing: real({ default: 10, help: 'Segment: events of everybody that are mixed into those of a segment.' }),
}

/**
 * Popularity: everybody is recommended what most people had. The row that every other model has to beat.
 *
 *   plain:   score(u, j) = n_j, the number of training users of item j
 *   decayed: score(u, j) = Σ_v 2^(−age of the last event of v with j / half-life)
 *   recent:  score(u, j) = number of users whose last event with j is at most a window older than the last of all
 *   segment: score(u, j) = n_sj + κ n_j / n, s the segment of u
 *
 * Segments are the values of a column of the table of people; without a table, thirds of the users by their number of items. Who is of no segment gets plain
 * popularity, as everybody does who folds in a history, unless activity makes the segments.
 *
 * P. Cremonesi, Y. Koren, R. Turrin (2010). Performance of recommender algorithms on top-N recommendation tasks. RecSys '10.
 * doi:10.1145/1864708.1864721
 */
export const popularity = defineRecommender({
  id: 'popularity',
  title: 'Popularity',
  family: 'baseline',
  summary: 'Recommends the items that most users had, the same to everybody.',
  formula: 'score(u, j) = |{v : v had j}|',
  reference:
    'P. Cremonesi, Y. Koren, R. Turrin (2010). Performance of recommender algorithms on top-N recommendation tasks. RecSys. doi:10.1145/1864708.1864721',
  settings,
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: null,
    similarItems: false,
    isPolicy: false,
    usesBackend: false,
  },
  train(interactions, config, context) {
    context.signal.throwIfAborted()
    return toModel(interactions.items, count(interactions, config))
  },
  load(bytes) {
    const { facts, columns } = unpack('popularity', 2, bytes)
    const items = facts['items'] as number
    const all = columns['counts'] as Float64Array
    return toModel(items, {
      rows: Array.from({ length: facts['rows'] as number }, (_, row) => all.subarray(row * items, (row + 1) * items)),
      rowOf: columns['rowOf'] as Int32Array,
      limits: columns['limits'] as Int32Array,
    })
  },
})

function count(log: Interactions, { kind, halfLife, window, column, smoothing }: ConfigurationOf<typeof settings>) {
  if (kind === 'segment') return countBySegment(log, column, smoothing)
  const weight = {
    plain: null,
    decayed: (days: number) => 2 ** (-days / halfLife),
    recent: (days: number) => (days <= window ? 1 : 0),
  }[kind]
  return { rows: [countUsers(log, weight)], rowOf: new Int32Array(0), limits: new Int32Array(0) }
}

function toModel(items: number, { rows, rowOf, limits }: PopularityCounts): Model {
  const write = (row: number, into: Scores, from: number) => into.set(rows[row]!, from)
  return {
    score: (users, into) => users.forEach((user, position) => write(rowOf[user] ?? 0, into, position * items)),
    scoreHistory: (history, _values, into) => write(rowOfLength(limits, knownItems(history, items).length), into, 0),
    save() {
      const counts = new Float64Array(rows.length * items)
      rows.forEach((row, position) => counts.set(row, position * items))
      return pack('popularity', 2, { items, rows: rows.length }, { counts, rowOf, limits })
    },
  }
}
