import type { InteractionColumns } from '../data/interactions.ts'
import type { Fold } from '../evaluation/task.ts'
import { readText, resolvePlace, type FoldFiles } from './reference-files.ts'
import type { Places } from './section.ts'

/** Folds of a reference row as one log. Rows keep the order of the files, which some models of other libraries depend on. */
export interface ReadFolds {
  readonly log: InteractionColumns
  readonly folds: Fold[]
  /** Identifiers by number: numbers ascending, so that the lower item number is the lower identifier. */
  readonly users: readonly string[]
  readonly items: readonly string[]
}

interface Columns {
  readonly user: string[]
  readonly item: string[]
  readonly value: number[]
  readonly time: number[]
}

/**
 * Reads the forms in which reference data comes: tab-separated `user item value time`, one line per user `user item item …`, and RecBole's `.inter` with a
 * typed header. The catalogue is every item of any file of the row, before the threshold.
 *
 * @param threshold rows with a lower value are left out of every part; null keeps all
 */
export function readFolds(
  files: readonly FoldFiles[],
  threshold: number | null,
  places: Places,
  folder: string,
): ReadFolds {
  const columns: Columns = { user: [], item: [], value: [], time: [] }
  const read = (place: string) => {
    const start = columns.user.length
    readFile(readText(resolvePlace(place, places, folder)), columns)
    return Int32Array.from({ length: columns.user.length - start }, (_, row) => start + row)
  }
  const parts = files.map(({ train, test }) => ({ train: read(train), test: read(test) }))
  const users = identifiers(columns.user)
  const items = identifiers(columns.item)
  const keep = (rows: Int32Array) =>
    threshold === null ? rows : rows.filter((row) => columns.value[row]! >= threshold)
  const has = (column: readonly number[]) => column.length > 0 && column.every((value) => !Number.isNaN(value))
  return {
    folds: parts.map(({ train, test }) => ({ train: keep(train), test: keep(test) })),
    users: [...users.keys()],
    items: [...items.keys()],
    log: {
      users: users.size,
      items: items.size,
      user: Int32Array.from(columns.user, (user) => users.get(user)!),
      item: Int32Array.from(columns.item, (item) => items.get(item)!),
      value: has(columns.value) ? Float32Array.from(columns.value) : null,
      time: has(columns.time) ? Float64Array.from(columns.time) : null,
    },
  }
}

function readFile(text: string, into: Columns): void {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  const header = lines[0]?.includes(':token') ? lines.shift()!.split('\t') : null
  const place = (name: string) => header!.findIndex((column) => column.startsWith(`${name}:`))
  const [user, item, value, time] = header
    ? [place('user_id'), place('item_id'), place('rating'), place('timestamp')]
    : [0, 1, 2, 3]
  for (const line of lines) {
    if (!header && !line.includes('\t')) {
      const [owner, ...list] = line.trim().split(/\s+/)
      for (const entry of list) push(into, owner!, entry, undefined, undefined)
      continue
    }
    const cells = line.split('\t')
    push(into, cells[user!]!, cells[item!]!, cells[value!], cells[time!])
  }
}

function push(into: Columns, user: string, item: string, value: string | undefined, time: string | undefined): void {
  into.user.push(user)
  into.item.push(item)
  into.value.push(value === undefined ? NaN : Number(value))
  into.time.push(time === undefined ? NaN : Number(time))
}

/** Distinct identifiers in ascending order, as numbers where all are numbers, each with its place. */
function identifiers(column: readonly string[]): Map<string, number> {
  const distinct = [...new Set(column)]
  const numeric = distinct.every((name) => /^-?\d+$/.test(name))
  distinct.sort(numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1))
  return new Map(distinct.map((name, position) => [name, position]))
}
