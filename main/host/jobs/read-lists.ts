import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import type { Vocabulary } from '../../data/prepared.ts'
import type { Profile } from '../../evaluation/profiles/profile.ts'
import { readColumns } from './lists-file.ts'

/** Scores of listed items by user number. */
export type Lists = ReadonlyMap<number, ReadonlyMap<number, number>>

/** The lists of a file, and what was left out of them. */
export interface ReadLists {
  readonly lists: Lists
  /** Distinct identifiers that the data do not have. */
  readonly unknownUsers: number
  readonly unknownItems: number
  /** Lines left out because of them. */
  readonly linesLeftOut: number
}

/**
 * Reads `user,item,score`, `user,item,rank` or both with a header, separated by comma, tab or semicolon. The score orders a list; where there is a rank too, it
 * decides among equal scores. Lines of unknown users or items are left out and counted: they can be neither right nor wrong here.
 *
 * @param order how the library whose definitions are followed orders a list by its scores; it passes over ranks
 * @throws RecbenchError `bad-input` for missing columns, a value that is no number, or a file none of whose lines can be used
 */
export function parseLists(text: string, file: string, names: Vocabulary, order?: Profile['order']): ReadLists {
  const table = readColumns(text, file, ['user', 'item'])
  if (!table.has('score') && !table.has('rank'))
    throw new RecbenchError('bad-input', `The lists file ${path.basename(file)} has no column score or rank.`, {
      where: file,
      remedy: 'Give a header with user, item and score or rank.',
    })
  const index = (all: readonly string[]) => new Map(all.map((name, position) => [name, position]))
  const [users, items] = [index(names.users), index(names.items)]
  const [unknownUsers, unknownItems] = [new Set<string>(), new Set<string>()]
  const entries = new Map<number, Entry[]>()
  let linesLeftOut = 0
  table.rows.forEach((row, position) => {
    const number = (column: 'score' | 'rank') => {
      const value = table.has(column) ? Number(table.cell(row, column) || NaN) : 0
      if (!Number.isNaN(value)) return value
      const line = table.lines[position]!
      throw new RecbenchError(
        'bad-input',
        `Line ${line} of ${path.basename(file)} has no number: "${row.join(',').slice(0, 100)}".`,
        { where: `${file}, line ${line}` },
      )
    }
    const [score, rank] = [number('score'), number('rank')]
    const [user, item] = [users.get(table.cell(row, 'user')), items.get(table.cell(row, 'item'))]
    if (user === undefined) unknownUsers.add(table.cell(row, 'user'))
    if (item === undefined) unknownItems.add(table.cell(row, 'item'))
    if (user === undefined || item === undefined) {
      linesLeftOut++
      return
    }
    const list = entries.get(user)
    if (list) list.push({ item, score, rank })
    else entries.set(user, [{ item, score, rank }])
  })
  if (entries.size === 0)
    throw new RecbenchError('bad-input', `No line of ${path.basename(file)} names a user and an item of the data.`, {
      where: file,
    })
  const place = order && table.has('score') ? orderBy(order, names.items) : toScores
  const lists = new Map([...entries].map(([user, list]) => [user, place(list, table.has('rank'))]))
  return { lists, unknownUsers: unknownUsers.size, unknownItems: unknownItems.size, linesLeftOut }
}

interface Entry {
  readonly item: number
  readonly score: number
  readonly rank: number
}

/** With ranks, the place in the list stands for the score, so that ranks decide among equal scores. */
function toScores(list: Entry[], hasRanks: boolean): ReadonlyMap<number, number> {
  if (!hasRanks) return new Map(list.map(({ item, score }) => [item, score]))
  const ordered = list.toSorted((a, b) => b.score - a.score || a.rank - b.rank)
  return new Map(ordered.map(({ item }, place) => [item, -(place + 1)]))
}

/** The place that the order gives stands for the score. */
const orderBy =
  (order: NonNullable<Profile['order']>, names: readonly string[]) =>
  (list: Entry[]): ReadonlyMap<number, number> => {
    const places = order(
      Float64Array.from(list, ({ score }) => score),
      list.map(({ item }) => names[item]!),
    )
    return new Map(Array.from(places, (at, place) => [list[at]!.item, -(place + 1)]))
  }

/** What a reader should know of a lists file before believing its row, one sentence each. */
export function describeLists(
  { lists, unknownUsers, unknownItems, linesLeftOut }: ReadLists,
  tested: Int32Array,
): string[] {
  const empty = tested.filter((user) => !lists.has(user)).length
  return [
    ...(empty > 0
      ? [`${empty} of ${tested.length} test users have no list and count as 0, unless a metric leaves them out.`]
      : []),
    ...(linesLeftOut > 0
      ? [
          `${linesLeftOut} lines are left out: ${unknownUsers} users and ${unknownItems} items that the data do not have.`,
        ]
      : []),
  ]
}
