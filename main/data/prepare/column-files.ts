import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { LogBlock } from '../columns/blocks.ts'

export interface RowsToWrite {
  readonly blocks: readonly LogBlock[]
  /** Rows before these. */
  readonly row: number
  /** Where the files are, which exist. */
  readonly folder: string
}

/** The columns of a data set that its table is filled from, in the order of its file; a list of those that are to be written. */
export const storedFiles = { user: 'user.i32', item: 'item.i32', value: 'value.f64', time: 'time.f64' } as const
export type StoredColumn = keyof typeof storedFiles

/** Writes columns as they are. */
export function storeRows({
  blocks,
  row,
  folder,
  columns,
}: RowsToWrite & { readonly columns: readonly StoredColumn[] }): void {
  for (const column of columns)
    writeArrays(
      path.join(folder, storedFiles[column]),
      row,
      blocks.flatMap((block) => block[column] ?? []),
    )
}

/** Turns values into 32-bit floats and times into seconds, where they lie, and writes rows of a prepared log. */
export function writeRows({ blocks, row, folder, ticks }: RowsToWrite & { readonly ticks: number }): void {
  for (const { value, time } of blocks) {
    if (value instanceof Float64Array) narrowed(value).set(value)
    if (time && ticks !== 1) for (let at = 0; at < time.length; at++) time[at]! /= ticks
  }
  for (const [name, arrays] of Object.entries(preparedArrays(blocks))) writeArrays(path.join(folder, name), row, arrays)
}

/** The columns of a prepared log by their files, in the order in which they are hashed, once its rows are written. */
const preparedArrays = (blocks: readonly LogBlock[]) => ({
  'user.i32': blocks.map(({ user }) => user),
  'item.i32': blocks.map(({ item }) => item),
  'value.f32': blocks.flatMap(({ value }) => (value ? narrowed(value) : [])),
  'time.f64': blocks.flatMap(({ time }) => time ?? []),
})

/** 32-bit floats in the place of others. */
const narrowed = (values: Float32Array | Float64Array) =>
  values instanceof Float32Array ? values : new Float32Array(values.buffer, values.byteOffset, values.length)

function writeArrays(file: string, row: number, arrays: readonly (Int32Array | Float32Array | Float64Array)[]): void {
  if (arrays.length === 0) return
  const handle = openSync(file, 'r+')
  try {
    let at = row * arrays[0]!.BYTES_PER_ELEMENT
    for (const array of arrays) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
      for (let written = 0; written < bytes.length;) {
        const count = writeSync(handle, bytes, written, Math.min(writtenBytes, bytes.length - written), at)
        written += count
        at += count
      }
    }
  } finally {
    closeSync(handle)
  }
}
const writtenBytes = 2 ** 28

const hashes = new Map<string, Hash>()

/** Hashes a head and the columns of a prepared log, little endian, that were written to a folder; {@link digestColumns}, in the same thread, ends it. */
export function hashColumns({ folder, head, blocks }: Omit<RowsToWrite, 'row'> & { readonly head: string }): void {
  const hash = createHash('sha256').update(head)
  for (const array of Object.values(preparedArrays(blocks)).flat()) hash.update(array)
  hashes.set(folder, hash)
}

/** SHA-256 of what was hashed of a folder and of texts. */
export function digestColumns({ folder, ends }: { readonly folder: string; readonly ends: readonly string[] }): string {
  const hash = hashes.get(folder)!
  hashes.delete(folder)
  for (const text of ends) hash.update(text)
  return hash.digest('hex')
}
