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

/** Rows that are read from disk at a time; a whole number of chunks. */
const blockRows = 128 * chunkRows

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
  const place = (name: string) => path.join(folder, name)
  const has = (name: string) => existsSync(place(name))
  const columns = tables[0]!.columns.map(({ role }) => {
    if (role === 'time')
      return has('seconds.f64')
        ? openColumn(place('seconds.f64'), new Float64Array(blockRows), writeTimes(1e6))
        : openColumn(place('time.f64'), new Float64Array(blockRows), writeTimes(1))
    if (role === 'value')
      return has('value.f32')
        ? openColumn(place('value.f32'), new Float32Array(blockRows), writeValues())
        : openColumn(place('value.f64'), new Float64Array(blockRows), writeValues())
    const names = tables.find(({ name }) => name === `${role}s`)!.rows
    return openColumn(place(`${role}.i32`), new Int32Array(blockRows), writeCodes(names))
  })
  try {
    await session.append(
      'events',
      async (append, types) => {
        const full = DuckDBDataChunk.create(types, Math.min(rows, chunkRows))
        for (let start = 0; start < rows; start += chunkRows) {
          const size = Math.min(chunkRows, rows - start)
          const at = start % blockRows
          if (at === 0) {
            for (const column of columns) column.read(start, Math.min(blockRows, rows - start))
            notify({ fraction: start / rows, stage: 'filling the table of interactions' })
            await setImmediate()
          }
          const chunk = size === full.rowCount ? full : DuckDBDataChunk.create(types, size)
          columns.forEach(({ write }, column) => {
            const vector = chunk.getColumnVector(column)
            write(vector as unknown as WritableVector, at, at + size)
            ;(vector as DuckDBVector & { flush(): void }).flush()
          })
          append(chunk)
        }
      },
      schema,
    )
  } finally {
    for (const column of columns) column.close()
  }
}

/** A column on disk of which one block is in memory. */
interface OpenColumn {
  /** Errors: `not-found` when the file is shorter than the column, or holds a code without a name. */
  read(row: number, count: number): void
  /** Writes rows of the block, from `start` to before `end`, to the beginning of a vector. */
  write(vector: WritableVector, start: number, end: number): void
  close(): void
}

function openColumn<A extends Int32Array | Float32Array | Float64Array>(
  file: string,
  block: A,
  { check, write }: ColumnWriter<A>,
): OpenColumn {
  const handle = openSync(file, 'r')
  const size = block.BYTES_PER_ELEMENT
  return {
    read(row, count) {
      for (let at = 0; at < count * size;) {
        const bytes = readSync(handle, block, at, count * size - at, row * size + at)
        if (bytes === 0) throw damaged(file, `It ends after ${row * size + at} bytes.`)
        at += bytes
      }
      // DuckDB does not look whether a code has a name.
      if (check && !check(block.subarray(0, count) as A)) throw damaged(file, 'A code has no name.')
    },
    write: (vector, start, end) => write(vector, block.subarray(start, end) as A),
    close: () => closeSync(handle),
  }
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
/** How the values of a column get into a vector, and what they must fulfil. */
interface ColumnWriter<A> {
  write(vector: WritableVector, values: A): void
  check?(values: A): boolean
}

const writeCodes = (names: number): ColumnWriter<Int32Array> => ({
  write: ({ items }, codes) => (items as Uint8Array | Uint16Array | Uint32Array).set(codes),
  check: (codes) => codes.every((code) => code >= 0 && code < names),
})

type Numbers = Float32Array | Float64Array

const writeValues = (): ColumnWriter<Numbers> => ({
  write: withGaps(({ items }, values) => (items as Float64Array).set(values)),
})

/** Times as 64-bit integers of microseconds, of which `unit` are 1 of the column, written as two halves: a bigint for each would cost more than all the rest. */
const writeTimes = (unit: number): ColumnWriter<Numbers> => ({
  write: withGaps(({ items }, times) => {
    const halves = new Int32Array(items.buffer, items.byteOffset, 2 * times.length)
    for (let row = 0, at = 0; row < times.length; row++, at += 2) {
      const microseconds = Math.round(unit * times[row]!)
      const high = Math.floor(microseconds / 2 ** 32)
      halves[at] = microseconds - high * 2 ** 32
      halves[at + 1] = high
    }
  }),
})

/** Marks what is missing. The vector is used again and again: a row that was missing before must be marked as present. */
function withGaps(write: ColumnWriter<Numbers>['write']): ColumnWriter<Numbers>['write'] {
  let marked = false
  return (vector, values) => {
    write(vector, values)
    const gaps = values.some(Number.isNaN)
    if (gaps || marked)
      for (let row = 0; row < values.length; row++) vector.validity.setItemValid(row, !Number.isNaN(values[row]!))
    marked = gaps
  }
}
