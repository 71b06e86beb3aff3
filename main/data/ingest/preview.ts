import { open } from 'node:fs/promises'
import type { Preview, PreviewColumn } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions, Role } from '../../contract/experiment.ts'
import type { Database, Session } from '../engine/database.ts'
import { toCell } from '../explore/rows.ts'
import { describeColumn, readTimes } from './preview-columns.ts'
import { rawColumns, loadRaw, type Raw } from './raw.ts'
import { openSource, type Source } from './source.ts'
import { withFile } from './with-file.ts'
import { planTable, stageTable, type TablePlan } from './table.ts'

/** Unpacked bytes that a preview looks at. */
const previewBytes = 2 ** 19
const shownRows = 200
const shownProblems = 100

/** What an import would read, judged by the beginning of the file: layout, roles with reasons, first rows, rows that would be left out. Errors: as an import, but for missing roles. */
export async function previewFile(
  database: Database,
  file: string,
  options: ReadingOptions,
  signal: AbortSignal,
): Promise<Preview> {
  return withFile(database.temporary, file, (source, stem) =>
    database.session(signal, async (session) => {
      const raw = await loadRaw(session, source, options, stem, previewBytes)
      const plan = await planTable(session, raw, options)
      await stageTable(session, plan)
      return describe(session, source, raw, plan)
    }),
  )
}

async function describe(session: Session, source: Source, raw: Raw, plan: TablePlan): Promise<Preview> {
  const rows = await session.rows(`SELECT ${rawColumns(raw.layout).join(', ')} FROM raw LIMIT ${shownRows}`)
  const problems = await session.rows(`SELECT line, "column", value, reason FROM (
    SELECT _line AS line, _column AS "column", _value AS value, _reason AS reason FROM staged WHERE _reason IS NOT NULL
    UNION ALL SELECT _line, '–', value, reason FROM faults) ORDER BY line LIMIT ${shownProblems}`)
  const [inRaw, faulty] = (await session.row('SELECT (SELECT count(*) FROM raw), (SELECT count(*) FROM faults)')).map(
    Number,
  )
  const rowsRead = inRaw! + faulty!
  const cells = await session.rows(`SELECT ${rawColumns(raw.layout).join(', ')} FROM raw`)
  const ignored = plan.ignored.map((column) => ({
    name: column.name,
    type: column.type,
    role: 'ignore' as const,
    guess: column.guess,
  }))
  const times = await readTimes(session, plan)
  const columns = raw.layout.columns.map((name, index): PreviewColumn => {
    const column = [...plan.columns, ...plan.ignored].find((candidate) => candidate.name === name)!
    const { role, confidence, reason } = column.guess
    const seen = cells.map((row) => row[index] as string | null)
    return { name, type: column.type, role, confidence, reason, ...describeColumn(column, seen, times.get(name)) }
  })
  const absent = (['user', 'item'] as const).filter((role) => !plan.roles[role])
  const rowsTotal = raw.whole ? rowsRead : estimateRows(source, raw, rowsRead)
  return {
    file: source.origin,
    bytes: source.bytes,
    format: raw.layout.format,
    encoding: raw.encoding,
    delimiter: raw.layout.dialect.delimiter.replace('\u0000', '') || null,
    header: raw.layout.header,
    columns,
    rows: rows.map((row) => row.map(toCell)),
    problems: problems.map(([line, column, value, reason]) => ({
      line: Number(line),
      column: String(column),
      value: String(value ?? ''),
      reason: String(reason),
    })),
    rowsRead,
    rowsTotal,
    estimated: !raw.whole,
    options: {
      format: raw.layout.format,
      encoding: raw.encoding,
      ...(raw.layout.dialect.delimiter.replace('\u0000', '') ? { delimiter: raw.layout.dialect.delimiter } : {}),
      header: raw.layout.header,
      roles: { ...statable(plan, raw), ...(ignored[0] ? { ignore: ignored[0].name } : {}) },
    },
    derivedRoles: (Object.keys(plan.roles) as Role[]).filter((role) => !isInFile(plan, raw, role)),
    warnings: [...plan.warnings, ...absent.map((role) => `No column could be told to be the ${role}: choose one.`)],
  }
}

const isInFile = (plan: TablePlan, raw: Raw, role: Role) => raw.layout.columns.includes(plan.roles[role]!)

/** Roles of columns that the file has; a derived column cannot be asked for. */
const statable = (plan: TablePlan, raw: Raw) =>
  Object.fromEntries(Object.entries(plan.roles).filter(([role]) => isInFile(plan, raw, role as Role)))

/** Rows by the share of the file's bytes seen. */
function estimateRows(source: Source, raw: Raw, rowsRead: number): number {
  if (raw.layout.format === 'parquet') return raw.totalRows ?? rowsRead
  const seen = source.packed ? source.consumed() : raw.bytesRead
  return Math.max(rowsRead, Math.round((rowsRead * source.bytes) / seen))
}

const hexBytes = 512

/** The beginning of a file as a hex view: offset, 16 bytes, their ASCII characters. Errors: `not-found`, `bad-input`. */
export async function readHex(file: string): Promise<string> {
  const source = await openSource(file)
  const handle = await open(source.path).catch((error: unknown) => {
    throw new RecbenchError('bad-input', `The file "${file}" cannot be opened.`, {
      cause: error,
      remedy: 'Check that you may read it.',
    })
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(hexBytes), 0, hexBytes, 0)
    return Array.from({ length: Math.ceil(bytesRead / 16) }, (_, row) => {
      const bytes = buffer.subarray(row * 16, Math.min(bytesRead, row * 16 + 16))
      const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
      const text = [...bytes].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
      return `${(row * 16).toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${text}`
    }).join('\n')
  } finally {
    await handle.close()
  }
}
