import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { DuckDBDataChunk, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api'
import { RecbenchError } from '../contract/errors.ts'
import type { Database } from './engine/database.ts'
import { quoteName, quoteText } from './engine/values.ts'

export type ParquetColumns = Readonly<Record<string, readonly string[] | Float64Array | Int32Array>>
const chunkRows = 2048

/** Writes columns of equal length as a Parquet file, which appears whole or not at all; NaN becomes NULL. Errors: `invalid-parameter` for unequal lengths. */
export async function writeParquet(
  database: Database,
  file: string,
  columns: ParquetColumns,
  signal: AbortSignal,
): Promise<null> {
  const names = Object.keys(columns)
  const arrays = Object.values(columns)
  const rows = arrays[0]?.length ?? 0
  const odd = arrays.findIndex((array) => array.length !== rows)
  if (names.length === 0 || odd >= 0)
    throw new RecbenchError('invalid-parameter', `The columns of "${path.basename(file)}" have different lengths.`, {
      why:
        odd >= 0 ? `"${names[odd]}" has ${arrays[odd]!.length} values, "${names[0]}" ${rows}.` : 'There is no column.',
    })
  const types = arrays.map((array) =>
    array instanceof Float64Array ? DOUBLE : array instanceof Int32Array ? INTEGER : VARCHAR,
  )
  const draft = path.join(database.temporary, `${randomUUID()}.parquet`)
  try {
    await database.session(signal, async (session) => {
      const list = names.map((name, index) => `${quoteName(name)} ${types[index]!.toString()}`)
      await session.run(`CREATE OR REPLACE TEMP TABLE outgoing (${list.join(', ')})`)
      await session.append('outgoing', (append) => {
        for (let start = 0; start < rows; start += chunkRows) {
          const chunk = DuckDBDataChunk.create(types)
          chunk.setColumns(arrays.map((array) => Array.from(array.slice(start, start + chunkRows), orNull)))
          append(chunk)
        }
      })
      await session.run(`COPY outgoing TO ${quoteText(draft)} (FORMAT parquet, COMPRESSION zstd)`)
    })
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
    copyFileSync(draft, `${file}.draft`)
    renameSync(`${file}.draft`, file)
  } finally {
    rmSync(draft, { force: true })
  }
  return null
}

const orNull = (value: string | number) => (Number.isNaN(value) ? null : value)
