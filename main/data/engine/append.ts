import { DuckDBDataChunk, type DuckDBType } from '@duckdb/node-api'
import type { Session } from './database.ts'

/** Rows of a chunk: the size of DuckDB's vectors. */
export const chunkRows = 2048

/** Appends columns of equal length to a temporary table. */
export function appendValues(
  session: Session,
  table: string,
  types: readonly DuckDBType[],
  columns: readonly (readonly string[] | Int32Array | Float64Array)[],
): Promise<void> {
  const rows = columns[0]?.length ?? 0
  return session.append(table, (append) => {
    for (let start = 0; start < rows; start += chunkRows) {
      const chunk = DuckDBDataChunk.create(types)
      chunk.setColumns(columns.map((column) => Array.from<string | number>(column.slice(start, start + chunkRows))))
      append(chunk)
    }
  })
}
