import {
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'

/** A value of a result as plain JavaScript: 64-bit integers that a number cannot hold, times and nested values arrive as text, lists as arrays. */
export type Plain = string | number | boolean | null | readonly Plain[]

export function toPlain(value: DuckDBValue): Plain {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value.toString()
  }
  if (value instanceof DuckDBListValue) return value.items.map(toPlain)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBTimestampValue) return value.toString()
  if (value instanceof DuckDBTimestampTZValue) return value.toString()
  return String(value)
}

/** An identifier as SQL. */
export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`

/** A text literal as SQL. */
export const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`
