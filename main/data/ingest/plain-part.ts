import { isUtf8 } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'
import { cutBlock, type LogBlock } from '../columns/blocks.ts'
import type { PackedIdentifiers } from './identifiers.ts'
import { PlainRows, type OddLine, type PlainLayout } from './plain-rows.ts'

/** A stretch of whole lines of a file, as one thread read it; rows and lines are counted from its own start. */
export interface PlainPart {
  readonly rows: number
  readonly lines: number
  readonly blocks: readonly LogBlock[]
  readonly odd: readonly OddLine[]
  readonly users: PackedIdentifiers
  readonly items: PackedIdentifiers
}

/** A range of a file that begins and ends at a line. */
export interface PlainRange {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly layout: PlainLayout
  readonly header: boolean
}

const chunkBytes = 2 ** 22
/** The columns of so many bytes fit into the memory of kernels, however short the lines are. */
export const mostPartBytes = 2 ** 30
/** A line that is longer belongs to no log. */
const longestLine = 2 ** 20
/** Odd lines are few, or the file is none that is read by columns. */
const mostOdd = (rows: number) => 10_000 + rows / 20

/** Reads chunks of which the first begins at a line, as one part for each so many bytes; null as soon as they are no plain file: bytes that are no UTF-8, endless lines, too many odd ones. */
export async function readPlainParts(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  layout: PlainLayout,
  header: boolean,
  mostBytes = mostPartBytes,
): Promise<readonly PlainPart[] | null> {
  const parts: PlainPart[] = []
  let reader = new PlainRows(layout, header)
  let [kept, bytes] = [0, 0]
  for await (const chunk of chunks) {
    if (bytes + chunk.length > mostBytes && reader.rows > 0) {
      const next = new PlainRows(layout, false)
      next.window(kept).set(reader.window(kept).subarray(0, kept))
      parts.push(partOf(reader))
      reader = next
      bytes = 0
    }
    bytes += chunk.length
    const window = reader.window(kept + chunk.length, kept)
    window.set(chunk, kept)
    const rest = readWindow(reader, kept + chunk.length)
    if (rest === null) return null
    kept = rest
  }
  return readRest(reader, kept) ? [...parts, partOf(reader)] : null
}

/** The same of a range of bytes, at most {@link mostPartBytes}, that are read where they are parsed; `onBytes` hears of each read. */
export function readPlainRange(
  { file, start, end, layout, header }: PlainRange,
  onBytes: (bytes: number) => void,
): PlainPart | null {
  const reader = new PlainRows(layout, header)
  const handle = openSync(file, 'r')
  let kept = 0
  try {
    for (let at = start; at < end;) {
      const length = Math.min(chunkBytes, end - at)
      const count = readSync(handle, reader.window(kept + chunkBytes, kept), kept, length, at)
      if (count === 0) break
      at += count
      onBytes(count)
      const rest = readWindow(reader, kept + count)
      if (rest === null) return null
      kept = rest
    }
  } finally {
    closeSync(handle)
  }
  return readRest(reader, kept) ? partOf(reader) : null
}

/** Reads the whole lines of the first bytes of the window and moves the rest to its front; returns how many these are, or null for no plain file. */
function readWindow(reader: PlainRows, length: number): number | null {
  const window = reader.window(length)
  const end = window.subarray(0, length).lastIndexOf(10) + 1
  if (length - end > longestLine || !readLines(reader, end)) return null
  if (reader.odd.length > mostOdd(reader.rows)) return null
  window.copyWithin(0, end, length)
  return length - end
}

const readRest = (reader: PlainRows, length: number) => length === 0 || readLines(reader, length)

function readLines(reader: PlainRows, end: number): boolean {
  if (!isUtf8(reader.window(end).subarray(0, end))) return false
  const start = reader.headerDue ? reader.skipHeader(0, end) : 0
  if (start === null) return false
  reader.read(start, end)
  return true
}

function partOf(reader: PlainRows): PlainPart {
  const { rows, line, blocks, odd, users, items } = reader
  return {
    rows,
    lines: line,
    blocks: blocks.map((block) => cutBlock(block, 0, block.rows)),
    odd,
    users: users.pack(),
    items: items.pack(),
  }
}
