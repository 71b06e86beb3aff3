import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { DuckDBDataChunk, type DuckDBVector } from '@duckdb/node-api'
import { RecbenchError } from '../../contract/errors.ts'
import { codeTypes, type CatalogEntry } from './catalog.ts'
import { chunkRows } from './append.ts'
import type { DataProgress } from '../service.ts'
import type { Session } from './database.ts'

/** Folder of the columns of a data set of which the table `events` is not filled yet. */
export const storedFolder = (workspace: string, schema: string) => path.join(workspace, 'columns', schema)

/** Whether the interactions of a data set must be filled in before they are queried. */
export const isStored = (workspace: string, { schema }: CatalogEntry) => existsSync(storedFolder(workspace, schema))

/** Where the interactions of a data set are read fastest, and the types of their identifiers there. */
export interface CodedRows {
  readonly from: string
  readonly types: Readonly<Record<'user' | 'item', string>>
}

/** The table of enumerations below the view `interactions`; that table itself where a data set was imported row by row. */
export async function codedRows(session: Session, { schema }: CatalogEntry): Promise<CodedRows> {
  const [coded] = await session.row(
    `SELECT count(*) FROM duckdb_tables() WHERE schema_name = '${schema}' AND table_name = 'events'`,
  )
  return coded === 0
    ? { from: `${schema}.interactions`, types: { user: 'VARCHAR', item: 'VARCHAR' } }
    : {
        from: `(SELECT rowid AS _row, * FROM ${schema}.events)`,
        types: codeTypes(schema),
      }
}

const chunksBetweenPauses = 64

/** Fills the table `events` from the stored columns, which then go; a table that was filled before is left as it is. Cancelled, it stays empty. */
export async function fillInteractions(
  session: Session,
  workspace: string,
  { schema, detail }: CatalogEntry,
  notify: (progress: DataProgress) => void = () => undefined,
): Promise<void> {
  const folder = storedFolder(workspace, schema)
  if (!existsSync(folder)) return
  const [filled] = await session.row(`SELECT count(*) FROM ${schema}.events`)
  if (filled !== detail.interactions) await session.transaction(() => fill(session, folder, schema, detail, notify))
  rmSync(folder, { recursive: true })
}

async function fill(
  session: Session,
  folder: string,
  schema: string,
  { interactions: rows, tables }: CatalogEntry['detail'],
  notify: (progress: DataProgress) => void,
): Promise<void> {
  const codes = (entity: 'user' | 'item') => {
    const column = readColumn(path.join(folder, `${entity}.i32`), new Int32Array(rows))
    const names = tables.find(({ name }) => name === `${entity}s`)!.rows
    // DuckDB does not look whether a code has a name.
    if (column.every((code) => code >= 0 && code < names)) return column
    throw damaged(folder, `A code of ${entity}.i32 has no name.`)
  }
  const has = (name: string) => existsSync(path.join(folder, name))
  const numbers = (name: string) => readColumn(path.join(folder, name), new Float64Array(rows))
  const values = () =>
    has('value.f32') ? readColumn(path.join(folder, 'value.f32'), new Float32Array(rows)) : numbers('value.f64')
  const times = () => (has('seconds.f64') ? toMicroseconds(numbers('seconds.f64')) : numbers('time.f64'))
  const writers = tables[0]!.columns.map(({ role }) => {
    if (role === 'user' || role === 'item') return writeCodes(codes(role))
    if (role === 'time') return writeTimes(times())
    return writeValues(values())
  })
  await session.append(
    'events',
    async (append, types) => {
      const full = DuckDBDataChunk.create(types, Math.min(rows, chunkRows))
      for (let start = 0, count = 0; start < rows; start += chunkRows, count++) {
        const size = Math.min(chunkRows, rows - start)
        const chunk = size === full.rowCount ? full : DuckDBDataChunk.create(types, size)
        writers.forEach((write, column) => {
          const vector = chunk.getColumnVector(column)
          write(vector as unknown as WritableVector, start, start + size)
          ;(vector as DuckDBVector & { flush(): void }).flush()
        })
        append(chunk)
        if (count % chunksBetweenPauses !== 0) continue
        notify({ fraction: start / rows, stage: 'filling the table of interactions' })
        await setImmediate()
      }
    },
    schema,
  )
}

/** Errors: `not-found` when the file is shorter than the column. */
function readColumn<A extends Int32Array | Float32Array | Float64Array>(file: string, column: A): A {
  const handle = openSync(file, 'r')
  try {
    for (let at = 0; at < column.byteLength;) {
      const count = readSync(handle, column, at, Math.min(column.byteLength - at, 2 ** 30), at)
      if (count === 0) throw damaged(file, `It has ${at} bytes, ${column.byteLength} expected.`)
      at += count
    }
  } finally {
    closeSync(handle)
  }
  return column
}

const damaged = (where: string, why: string) =>
  new RecbenchError('not-found', 'The columns of an imported file are not complete on disk.', {
    where,
    why,
    remedy: 'Remove the data set and import its file again.',
  })

/** What all vectors of numbers have, though their types do not say it. */
interface WritableVector {
  readonly items: Uint8Array | Uint16Array | Uint32Array | Float64Array | BigInt64Array
  readonly validity: { setItemValid(index: number, valid: boolean): void }
}
type Writer = (vector: WritableVector, start: number, end: number) => void

const writeCodes =
  (codes: Int32Array): Writer =>
  ({ items }, start, end) =>
    (items as Uint32Array).set(codes.subarray(start, end))

const writeValues =
  (values: Float32Array | Float64Array, gaps = values.some(Number.isNaN)): Writer =>
  ({ items, validity }, start, end) => {
    ;(items as Float64Array).set(values.subarray(start, end))
    if (gaps) markMissing(validity, values, start, end)
  }

function toMicroseconds(seconds: Float64Array): Float64Array {
  for (let row = 0; row < seconds.length; row++) seconds[row] = Math.round(seconds[row]! * 1e6)
  return seconds
}

/** Microseconds as 64-bit integers, written as two halves: a bigint for each would cost more than all the rest. */
const writeTimes =
  (times: Float64Array, gaps = times.some(Number.isNaN)): Writer =>
  ({ items, validity }, start, end) => {
    const halves = new Int32Array(items.buffer, items.byteOffset, 2 * (end - start))
    for (let row = start, at = 0; row < end; row++, at += 2) {
      const high = Math.floor(times[row]! / 2 ** 32)
      halves[at] = times[row]! - high * 2 ** 32
      halves[at + 1] = high
    }
    if (gaps) markMissing(validity, times, start, end)
  }

function markMissing(
  validity: WritableVector['validity'],
  column: Float32Array | Float64Array,
  start: number,
  end: number,
): void {
  for (let row = start; row < end; row++) validity.setItemValid(row - start, !Number.isNaN(column[row]!))
}
