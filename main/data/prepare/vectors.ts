import { DuckDBDoubleVector, DuckDBIntegerVector, type DuckDBDataChunk } from '@duckdb/node-api'

/** A column of 32-bit integers of a chunk, without a copy: valid until the chunk is gone. */
export function integers(chunk: DuckDBDataChunk, column: number): Int32Array {
  const vector = chunk.getColumnVector(column)
  if (vector instanceof DuckDBIntegerVector) return itemsOf<Int32Array>(vector).subarray(0, chunk.rowCount)
  throw new TypeError(`Column ${column} is not of 32-bit integers.`)
}

/** A column of doubles of a chunk, without a copy: valid until the chunk is gone. */
export function doubles(chunk: DuckDBDataChunk, column: number): Float64Array {
  const vector = chunk.getColumnVector(column)
  if (vector instanceof DuckDBDoubleVector) return itemsOf<Float64Array>(vector).subarray(0, chunk.rowCount)
  throw new TypeError(`Column ${column} is not of doubles.`)
}

const itemsOf = <A>(vector: object): A => (vector as unknown as { readonly items: A }).items
