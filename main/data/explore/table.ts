import type { ColumnType, Filter, TableInfo } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { CatalogEntry } from '../engine/catalog.ts'
import { quoteName, quoteText } from '../engine/values.ts'

/** A table of a data set, as queries name it. */
export interface Relation {
  readonly info: TableInfo
  /** Qualified name as SQL. */
  readonly sql: string
}
export type Column = TableInfo['columns'][number]

/** Errors: `not-found` with the tables there are. */
export function findTable({ detail, schema }: CatalogEntry, table: string): Relation {
  const info = detail.tables.find(({ name }) => name === table)
  if (info) return { info, sql: `${schema}.${quoteName(table)}` }
  throw new RecbenchError('not-found', `The data set "${detail.name}" has no table "${table}".`, {
    remedy: `It has ${detail.tables.map(({ name }) => name).join(', ')}.`,
  })
}

/** Errors: `invalid-parameter` with the columns there are. */
export function findColumn({ info }: Relation, name: string): Column {
  const column = info.columns.find((candidate) => candidate.name === name)
  if (column) return column
  throw new RecbenchError('invalid-parameter', `The table ${info.name} has no column "${name}".`, {
    remedy: `It has ${info.columns.map((candidate) => `"${candidate.name}"`).join(', ')}.`,
  })
}

/** Identifiers are kept as text even where they are whole numbers. */
export const isIdentifier = ({ role }: Column) => role === 'user' || role === 'item' || role === 'action'

/** An expression by which the values of a column sort and compare: identifiers that are numbers as numbers. */
export function comparable(column: Column): string {
  const name = quoteName(column.name)
  return isIdentifier(column) && column.type === 'integer' ? `TRY_CAST(${name} AS HUGEINT)` : name
}

const isNumeric = (type: ColumnType) => type === 'integer' || type === 'number'

function literal(column: Column, value: string | number | boolean): string {
  if (column.type === 'time') return `CAST(${quoteText(String(value))} AS TIMESTAMP)`
  if (isNumeric(column.type) && !isIdentifier(column)) return toNumber(column, value)
  if (column.type === 'boolean') return value === true || value === 'true' ? 'true' : 'false'
  return quoteText(String(value))
}

function toNumber(column: Column, value: string | number | boolean): string {
  const text = String(value).trim()
  if (text !== '' && Number.isFinite(Number(text))) return /^-?\d+$/.test(text) ? text : String(Number(text))
  throw new RecbenchError('invalid-parameter', `"${text}" is not a number, and "${column.name}" holds numbers.`, {
    remedy: 'Give a number.',
  })
}

/** A bare date as the upper end means the end of that day. */
function bound(column: Column, value: string | number, upper: boolean): string {
  if (isIdentifier(column) && column.type === 'integer') return toNumber(column, value)
  if (column.type !== 'time') return literal(column, value)
  const text = String(value)
  if (!/^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?Z?$/.test(text))
    throw new RecbenchError('invalid-parameter', `"${text}" is not a time.`, {
      remedy: 'Write it as 2024-03-31 or 2024-03-31 12:00:00.',
    })
  return `CAST(${quoteText(text.replace('Z', ''))} AS TIMESTAMP)${upper && text.length === 10 ? " + INTERVAL '86399.999999' SECOND" : ''}`
}

/** The condition of one filter. Errors: `invalid-parameter` for an unknown column or a value of another type. */
function condition(relation: Relation, filter: Filter): string {
  const column = findColumn(relation, filter.column)
  const name = quoteName(column.name)
  switch (filter.kind) {
    case 'range': {
      const ends = [
        filter.minimum === null ? '' : `${comparable(column)} >= ${bound(column, filter.minimum, false)}`,
        filter.maximum === null ? '' : `${comparable(column)} <= ${bound(column, filter.maximum, true)}`,
      ].filter(Boolean)
      return ends.length > 0 ? ends.join(' AND ') : 'true'
    }
    case 'oneOf': {
      const present = filter.values.filter((value) => value !== null)
      const parts =
        present.length > 0 ? [`${name} IN (${present.map((value) => literal(column, value)).join(', ')})`] : []
      if (present.length < filter.values.length) parts.push(`${name} IS NULL`)
      return parts.length > 0 ? `(${parts.join(' OR ')})` : 'false'
    }
    case 'contains':
      return `contains(lower(CAST(${name} AS VARCHAR)), lower(${quoteText(filter.text)}))`
    case 'missing':
      return `${name} IS ${filter.missing ? '' : 'NOT '}NULL`
  }
}

/** The WHERE clause of all filters together, empty without any. */
export const where = (relation: Relation, filters: readonly Filter[]) =>
  filters.length === 0 ? '' : `WHERE ${filters.map((filter) => condition(relation, filter)).join(' AND ')}`
