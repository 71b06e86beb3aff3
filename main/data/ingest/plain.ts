import type { LogThreads } from '../columns/threads.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import { readCanonical } from './canonical.ts'
import { joinParts, type CarefulRow, type FileColumns } from './join-parts.ts'
import { readPlainFile } from './plain-file.ts'
import type { PlainPart } from './plain-part.ts'
import type { OddLine, PlainKind, PlainLayout } from './plain-rows.ts'
import { rawColumns, type Raw } from './raw.ts'
import type { Source } from './source.ts'
import { sampleRows, stageTable, type PlannedColumn, type TablePlan } from './table.ts'
import { faultColumns, readOddLines } from './text-reader.ts'

const formats = new Set(['csv', 'tsv', 'delimited', 'movielens', 'recbole'])
const unixUnits: Readonly<Record<string, number>> = {
  'unix-seconds': 1e6,
  'unix-milliseconds': 1e3,
  'unix-microseconds': 1,
}

/**
 * How a file is read by columns, judged by its beginning; null when it must be read row by row: another encoding than UTF-8, columns beyond user, item, value and a time in
 * unix units, identifiers that are to be rewritten, a delimiter that is no byte or two.
 */
export function plainLayout(raw: Raw, plan: TablePlan): PlainLayout | null {
  const { layout } = raw
  const delimiter = Buffer.from(layout.dialect.delimiter)
  const fits =
    formats.has(layout.format) &&
    raw.encoding === 'utf-8' &&
    raw.rows >= sampleRows &&
    !layout.dialect.carriageReturns &&
    (delimiter.length === 1 || delimiter.length === 2) &&
    !['"', ' ', '-', '.'].includes(layout.dialect.delimiter[0]!) &&
    !/\d/.test(layout.dialect.delimiter) &&
    plan.roles.user !== undefined &&
    plan.roles.item !== undefined
  if (!fits) return null
  let microseconds = 1
  const kinds: PlainKind[] = []
  for (const name of layout.columns) {
    const column = plan.columns.find((candidate) => candidate.name === name)
    const kind = column ? kindOf(column) : 'skip'
    if (kind === null) return null
    if (kind === 'time') microseconds = unixUnits[column!.sample.timeFormat!.id]!
    kinds.push(kind)
  }
  return { kinds, delimiter, quote: layout.dialect.quote, microseconds }
}

function kindOf(column: PlannedColumn): PlainKind | null {
  const { sample, text, value } = column
  const { role } = column.guess
  if (role === 'user' || role === 'item') return value === text ? role : null
  if (role === 'value') return 'value'
  const format = sample.timeFormat
  if (role !== 'time' || !format || !(format.id in unixUnits)) return null
  return value === format.sql(`trim(c${sample.index + 1})`) ? 'time' : null
}

/**
 * Reads a file by columns. Rows that are not plain are staged and judged as every row of other files is, so `staged` and `faults` then hold what is wrong with the file. Null when
 * the file turns out to be none that can be read so; nothing is kept of it then.
 */
export async function readPlain(
  session: Session,
  threads: LogThreads,
  source: Source,
  { raw, plan, layout, stem }: { raw: Raw; plan: TablePlan; layout: PlainLayout; stem: string },
  onBytes: (bytes: number) => void,
): Promise<FileColumns | null> {
  const parts = await readPlainFile(threads, source, layout, raw.layout.header, onBytes)
  if (!parts) return null
  const odd = placeOdd(parts)
  const read = await readOddLines(odd, raw.layout, stem)
  if (!read) return null
  await session.run(`CREATE OR REPLACE TEMP TABLE faults AS ${readCanonical(read.faults, faultColumns)};
    CREATE OR REPLACE TEMP TABLE raw AS ${readCanonical(read.records, rawColumns(raw.layout))}`)
  await stageTable(session, plan)
  return joinParts(threads, parts, await readCareful(session, plan, odd), layout.kinds)
}

/** Odd lines of all parts, by the lines and rows of the whole file. */
function placeOdd(parts: readonly PlainPart[]): readonly OddLine[] {
  let [rows, lines] = [0, 0]
  return parts.flatMap((part) => {
    const [rowsBefore, linesBefore] = [rows, lines]
    rows += part.rows
    lines += part.lines
    return part.odd.map(({ row, line, bytes }) => ({ row: rowsBefore + row, line: linesBefore + line, bytes }))
  })
}

async function readCareful(
  session: Session,
  { roles }: TablePlan,
  odd: readonly OddLine[],
): Promise<readonly CarefulRow[]> {
  if (odd.length === 0) return []
  const column = (name: string | undefined, sql: (quoted: string) => string) => (name ? sql(quoteName(name)) : 'NULL')
  const rows = await session.rows(
    `SELECT _line, CAST(${quoteName(roles.user!)} AS VARCHAR), CAST(${quoteName(roles.item!)} AS VARCHAR), ${column(roles.value, (name) => name)}, ${column(roles.time, (name) => `epoch_us(${name})`)}
    FROM staged WHERE _reason IS NULL ORDER BY _row`,
  )
  const places = new Map(odd.map(({ line, row }) => [line + 1, row]))
  return rows.map(([line, user, item, value, time]) => ({
    before: places.get(Number(line))!,
    user: String(user),
    item: String(item),
    value: value === null ? NaN : Number(value),
    time: time === null ? NaN : Number(time),
  }))
}
