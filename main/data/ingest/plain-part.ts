import { isUtf8 } from 'node:buffer'
import type { PackedIdentifiers } from './identifiers.ts'
import { PlainRows, type OddLine, type PlainBlock, type PlainLayout } from './plain-rows.ts'

/** A stretch of whole lines of a file, as one thread read it; rows and lines are counted from its own start. */
export interface PlainPart {
  readonly rows: number
  readonly lines: number
  readonly blocks: readonly PlainBlock[]
  readonly odd: readonly OddLine[]
  readonly users: PackedIdentifiers
  readonly items: PackedIdentifiers
}

/** A line that is longer belongs to no log. */
const longestLine = 2 ** 20
/** Odd lines are few, or the file is none that is read by columns. */
const mostOdd = (rows: number) => 10_000 + rows / 20

/** Reads chunks that begin at a line; null as soon as they are no plain file: bytes that are no UTF-8, endless lines, too many odd ones. */
export async function readPlainPart(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  layout: PlainLayout,
  header: boolean,
): Promise<PlainPart | null> {
  const reader = new PlainRows(layout, header)
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = bytes.lastIndexOf(10) + 1
    if (bytes.length - end > longestLine || !isUtf8(bytes.subarray(0, end))) return null
    if (!readLines(reader, bytes, end)) return null
    rest = Buffer.from(bytes.subarray(end))
    if (reader.odd.length > mostOdd(reader.rows)) return null
  }
  if (!isUtf8(rest)) return null
  if (!readLines(reader, Uint8Array.from(rest), rest.length)) return null
  const { rows, line, blocks, odd, users, items } = reader
  return { rows, lines: line, blocks, odd, users: users.pack(), items: items.pack() }
}

function readLines(reader: PlainRows, bytes: Uint8Array, end: number): boolean {
  const start = reader.headerDue ? reader.skipHeader(bytes, 0, end) : 0
  if (start === null) return false
  reader.read(bytes, start, end)
  return true
}
