import type { TableInfo } from '../../contract/api/data.ts'
import { INTEGER, VARCHAR } from '@duckdb/node-api'
import { appendValues } from '../engine/append.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import type { SideTable, SideTables } from '../interactions.ts'

/** Where the tables `items` and `users` of a data set are. */
export interface SideSource {
  readonly schema: string
  readonly tables: readonly TableInfo[]
}

type Column = TableInfo['columns'][number]

const address = /url|link|image|picture|photo|address|path/i
const wording = /title|name|description|headline|summary|review|abstract|content|text/i
const kind =
  /categor|genre|class$|tag|brand|type|style|colou?r|cuisine|department|sex|gender|occupation|segment|country/i
const code = /(^|[_ -])(id|code|no)$|zip|postal|postcode/i
/** A text is a category when its distinct values are at most this share of the rows that have one. */
const mostDistinct = 0.5
const longestText = 2000

/**
 * The attributes of users and items, in the order in which their identifiers are given; null when a data set has none.
 * A text column is a category when its name or its repeated values say so, otherwise a text of at most 2,000 characters; several categories of one row
 * stand between bars or in a JSON list. Numbers are as they are, times in seconds, codes and yes-or-no are categories; addresses are left out.
 */
export async function readSide(
  session: Session,
  source: SideSource,
  names: Readonly<Record<'user' | 'item', readonly string[]>>,
): Promise<SideTables | null> {
  const items = await readTable(session, source, 'item', names.item)
  const users = await readTable(session, source, 'user', names.user)
  return items || users ? { items, users } : null
}

async function readTable(
  session: Session,
  { schema, tables }: SideSource,
  entity: 'item' | 'user',
  names: readonly string[],
): Promise<SideTable | null> {
  const info = tables.find(({ name }) => name === `${entity}s`)
  const columns = info?.columns.filter(({ name }) => name !== 'id' && name !== 'events' && !address.test(name)) ?? []
  if (columns.length === 0) return null
  const list = columns.map(toSql).join(', ')
  await session.run('CREATE OR REPLACE TEMP TABLE numbered (name VARCHAR, number INTEGER)')
  await appendValues(session, 'numbered', [VARCHAR, INTEGER], [names, Int32Array.from(names.keys())])
  const rows = await session.rows(
    `SELECT ${list} FROM numbered n LEFT JOIN ${schema}.${entity}s s ON CAST(s.id AS VARCHAR) = n.name ORDER BY n.number`,
  )
  const table = { texts: [], categories: [], numbers: [] } as {
    texts: SideTable['texts'][number][]
    categories: SideTable['categories'][number][]
    numbers: SideTable['numbers'][number][]
  }
  columns.forEach((column, c) => {
    const { name } = column
    const cells = rows.map((row) => row[c])
    if (cells.every((cell) => cell === null || cell === '')) return
    if (isNumeric(column))
      return table.numbers.push({
        name,
        values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))),
      })
    const texts = cells.map((cell) => (cell === null ? '' : String(cell)))
    if (isCategory(column, texts)) return table.categories.push({ name, values: texts.map(splitList) })
    return table.texts.push({ name, values: texts.map((text) => text.slice(0, longestText)) })
  })
  table.categories.sort((a, b) => Number(b.name === 'category') - Number(a.name === 'category'))
  return table
}

const isNumeric = ({ name, type }: Column) =>
  type === 'time' || ((type === 'number' || type === 'integer') && !code.test(name) && name !== 'category')

const toSql = (column: Column): string => {
  const name = `s.${quoteName(column.name)}`
  if (column.type === 'time') return `epoch(${name})`
  return `CAST(${name} AS ${isNumeric(column) ? 'DOUBLE' : 'VARCHAR'})`
}

function isCategory({ name, type }: Column, texts: readonly string[]): boolean {
  if (type !== 'text' || name === 'category') return true
  if (name === 'title') return false
  if (kind.test(name) || code.test(name)) return true
  const known = texts.filter((text) => text !== '')
  return !wording.test(name) && new Set(known).size <= mostDistinct * known.length
}

function splitList(text: string): readonly string[] {
  if (text === '') return []
  const parts = /^\[.*\]$/.test(text) ? readList(text) : text.split('|')
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))]
}

/** The entries of a list as JSON, Python or DuckDB write it. */
function readList(text: string): readonly string[] {
  return text
    .slice(1, -1)
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => part.trim().replace(/^(['"])(.*)\1$/, '$2'))
}
