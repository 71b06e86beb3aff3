import type { Bin, ColumnSummary } from '../../contract/api/data.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import { toCell } from './rows.ts'
import { comparable, isIdentifier, type Column } from './table.ts'

const bins = 24
const topCount = 5

/**
 * Summaries of columns of `from` (a table with its condition). Numbers and times get up to 24 bins of equal width, whole numbers with few values one bin each;
 * other columns get their values by falling frequency, in as many groups of equal size.
 */
export async function summarizeColumns(
  session: Session,
  from: string,
  columns: readonly Column[],
): Promise<readonly ColumnSummary[]> {
  if (columns.length === 0) return []
  const facts = columns.map((column) => {
    const name = quoteName(column.name)
    const mean = hasMean(column) ? `avg(${name})` : 'NULL'
    const key = comparable(column)
    return `count(${name}), count(DISTINCT ${name}), CAST(min(${key}) AS VARCHAR), CAST(max(${key}) AS VARCHAR), ${mean}`
  })
  const row = await session.row(`SELECT count(*), ${facts.join(', ')} ${from}`)
  const total = Number(row[0])
  return Promise.all(
    columns.map(async (column, index) => {
      const [present, distinct, least, most, mean] = row.slice(1 + index * 5, 6 + index * 5)
      const minimum = boundary(column, least)
      const maximum = boundary(column, most)
      const measured = Number(present) > 0 && isMeasured(column)
      const top = await session.rows(
        `SELECT ${quoteName(column.name)}, count(*) AS n ${from} GROUP BY 1 HAVING ${quoteName(column.name)} IS NOT NULL ORDER BY n DESC, 1 LIMIT ${topCount}`,
      )
      return {
        name: column.name,
        type: column.type,
        role: column.role,
        missing: total - Number(present),
        distinct: Number(distinct),
        minimum,
        maximum,
        mean: mean === null || mean === undefined ? null : Number(mean),
        histogram: measured ? await histogram(session, from, column) : await frequencies(session, from, column),
        top: top.map(([value, count]) => ({ value: toCell(value!), count: Number(count) })),
      }
    }),
  )
}

const hasMean = (column: Column) => !isIdentifier(column) && (column.type === 'integer' || column.type === 'number')
const isMeasured = (column: Column) =>
  !isIdentifier(column) && (column.type === 'integer' || column.type === 'number' || column.type === 'time')

function boundary(column: Column, value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  const number = Number(value)
  const numeric = column.type === 'integer' || column.type === 'number'
  return numeric && (column.type === 'number' || Number.isSafeInteger(number)) ? number : String(value)
}

/** Counts in bins of equal width; times in seconds since 1970. */
async function histogram(session: Session, from: string, column: Column): Promise<readonly Bin[]> {
  const value =
    column.type === 'time' ? `epoch(${quoteName(column.name)})` : `CAST(${quoteName(column.name)} AS DOUBLE)`
  return countBins(session, `SELECT ${value} AS x ${from}`, column.type === 'integer')
}

/** Bins of the column `x` of a query. Whole numbers within a short range get one bin each. */
export async function countBins(session: Session, query: string, whole: boolean, most = bins): Promise<readonly Bin[]> {
  const [low, high] = await session.row(`SELECT min(x), max(x) FROM (${query})`)
  if (low === null || high === null) return []
  const start = Number(low)
  const range = Number(high) - start
  const single = whole && range < most
  const width = single ? 1 : whole ? Math.ceil((range + 1) / most) : range / most || 1
  const count = single ? range + 1 : whole ? Math.ceil((range + 1) / width) : range === 0 ? 1 : most
  const rows = await session.rows(
    `SELECT CAST(least(floor((x - ${start}) / ${width}), ${count - 1}) AS INTEGER) AS bin, count(*) FROM (${query}) WHERE x IS NOT NULL GROUP BY bin`,
  )
  const counts = new Map(rows.map(([bin, n]) => [Number(bin), Number(n)]))
  return Array.from({ length: count }, (_, bin) => ({
    from: start + bin * width,
    to: start + (bin + 1) * width,
    count: counts.get(bin) ?? 0,
  }))
}

/** Rows per value, most frequent first, the values in groups of equal size. */
async function frequencies(session: Session, from: string, column: Column): Promise<readonly Bin[]> {
  const name = quoteName(column.name)
  const rows =
    await session.rows(`WITH counts AS (SELECT count(*) AS n ${from} GROUP BY ${name} HAVING ${name} IS NOT NULL),
    ranked AS (SELECT n, row_number() OVER (ORDER BY n DESC) - 1 AS rank, count(*) OVER () AS total FROM counts)
    SELECT CAST(rank * ${bins} // greatest(total, ${bins}) AS INTEGER) AS bin, min(rank), max(rank) + 1, sum(n) FROM ranked GROUP BY bin ORDER BY bin`)
  return rows.map(([, start, end, count]) => ({ from: Number(start), to: Number(end), count: Number(count) }))
}
