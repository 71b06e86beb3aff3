import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import { familyFolder, readText } from '../reference-files.ts'
import type { Places } from '../section.ts'

/** A row of statistics: numbers, lists and texts nested by what they belong to. */
export interface StatisticsRow {
  readonly id: string
  readonly model: string
  readonly config: Readonly<Record<string, unknown>>
  readonly metrics: Nested
  readonly tolerance: number
  readonly note: string
}

export interface Nested {
  readonly [name: string]: Value
}
export type Value = number | string | boolean | null | undefined | readonly Value[] | Nested

/** Values per user, one column per model in the order of the file. */
export type Columns = ReadonlyMap<string, Float64Array>

/** Reads `config.file` of a row: `user,model,model,…`. */
export function readColumns(row: StatisticsRow, places: Places): Columns {
  const { file } = row.config
  const folder = familyFolder(places, 'classic', 'e-statistics.json')
  if (typeof file !== 'string' || folder === null)
    throw new RecbenchError('bad-input', `The row ${row.id} names no file of values per user in its config.`)
  const lines = readText(path.join(folder, file))
    .split(/\r?\n/)
    .filter((line) => line !== '')
  const names = lines[0]!.split(',').slice(1)
  const cells = lines.slice(1).map((line) => line.split(',').slice(1).map(Number))
  return new Map(names.map((name, column) => [name, Float64Array.from(cells, (line) => line[column]!)]))
}

/** The two compared models by the row's `model`: `A vs B and …`; A, B and their short names, which stand in names of values. */
export function comparedPair(row: StatisticsRow, columns: Columns): readonly [a: string, b: string] {
  const [, a, b] = /^(\S+) vs (\S+)/.exec(row.model) ?? []
  if (a !== undefined && b !== undefined && columns.has(a) && columns.has(b)) return [a, b]
  throw new RecbenchError('bad-input', `The row ${row.id} compares "${row.model}", which are no columns of its file.`)
}

export const shortName = (model: string): string => model.split('-')[0]!

/** The model that a short name means; one of the compared pair before others. */
export function findByShortName(short: string, pair: readonly string[], columns: Columns): string | undefined {
  return [...pair, ...columns.keys()].find((name) => shortName(name) === short)
}

/** Nested values as one line each, named by dots: `paired_t.t`, `means.0`. */
export function flatten(value: Value, name = ''): [string, Value][] {
  if (typeof value !== 'object' || value === null) return [[name, value]]
  return Object.entries(value as Nested).flatMap(([key, inner]) => flatten(inner, name === '' ? key : `${name}.${key}`))
}
