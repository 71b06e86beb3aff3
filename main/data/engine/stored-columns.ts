import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { DuckDBDataChunk, type DuckDBVector } from '@duckdb/node-api'
import type { CatalogEntry } from './catalog.ts'
import { chunkRows } from './append.ts'
import type { DataProgress } from '../service.ts'
import type { Session } from './database.ts'

/** Folder of the columns of a data set of which the table `events` is not filled yet. */
export const storedFolder = (workspace: string, schema: string) => path.join(workspace, 'columns', schema)

/** Whether the interactions of a data set must be filled in before they are queried. */
export const isStored = (workspace: string, { schema }: CatalogEntry) => existsSync(storedFolder(workspace, schema))

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
  const read = (name: string) => readFileSync(path.join(folder, name)).buffer
  const writers = tables[0]!.columns.map(({ role }) => {
    if (role === 'user' || role === 'item') return writeCodes(new Int32Array(read(`${role}.i32`)))
    if (role === 'time') return writeTimes(new Float64Array(read('time.f64')))
    return writeValues(new Float64Array(read('value.f64')))
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
  (values: Float64Array, gaps = values.some(Number.isNaN)): Writer =>
  ({ items, validity }, start, end) => {
    ;(items as Float64Array).set(values.subarray(start, end))
    if (gaps) markMissing(validity, values, start, end)
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

function markMissing(validity: WritableVector['validity'], column: Float64Array, start: number, end: number): void {
  for (let row = start; row < end; row++) validity.setItemValid(row - start, !Number.isNaN(column[row]!))
}
