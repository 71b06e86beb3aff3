import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const readers = {
  '|u1': { size: 1, read: (view: DataView, at: number) => view.getUint8(at) },
  '<u2': { size: 2, read: (view: DataView, at: number) => view.getUint16(at, true) },
  '<i4': { size: 4, read: (view: DataView, at: number) => view.getInt32(at, true) },
  '<i8': { size: 8, read: (view: DataView, at: number) => Number(view.getBigInt64(at, true)) },
  '<f4': { size: 4, read: (view: DataView, at: number) => view.getFloat32(at, true) },
  '<f8': { size: 8, read: (view: DataView, at: number) => view.getFloat64(at, true) },
} as const

/** Reads a gzipped NumPy file (version 1.0, C order, little endian) as doubles, divided by `divisor`. */
export function readNpy(file: string, divisor = 1): { shape: number[]; values: Float64Array } {
  const bytes = gunzipSync(readFileSync(file))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 10 + view.getUint16(8, true)
  const header = bytes.toString('latin1', 10, start)
  const type = /'descr': '([^']+)'/.exec(header)![1] as keyof typeof readers
  const shape = /'shape': \(([^)]*)\)/
    .exec(header)![1]!
    .split(',')
    .filter((part) => part.trim())
    .map(Number)
  const { size, read } = readers[type]
  const length = shape.reduce((product, extent) => product * extent, 1)
  return { shape, values: Float64Array.from({ length }, (_, i) => read(view, start + i * size) / divisor) }
}

/** Reads a gzipped CSV of numbers with a header row as columns by name. */
export function readCsv(file: string): Record<string, Float64Array> {
  const [header, ...rows] = gunzipSync(readFileSync(file)).toString('utf8').trim().split(/\r?\n/)
  const cells = rows.map((row) => row.split(',').map(Number))
  return Object.fromEntries(
    header!.split(',').map((name, column) => [name, Float64Array.from(cells, (row) => row[column]!)]),
  )
}
