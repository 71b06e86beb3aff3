import { open, type FileHandle } from 'node:fs/promises'
import { awkward, type Fields } from './records.ts'
import { quoteName, quoteText } from '../engine/values.ts'

const unitSeparator = 31
const lineFeed = 10
const quoteMark = 34

/**
 * Writes records in the one dialect that DuckDB is given: fields between unit separators, quotes only where needed, one line number in front. All
 * that is odd about a file is thus settled before SQL sees it.
 */
export interface CanonicalWriter {
  readonly file: string
  rows: number
  begin(line: number): void
  field(bytes: Buffer, fields: Fields, index: number): void
  text(text: string): void
  end(): void
  flush(): Promise<void>
  close(): Promise<void>
}

export async function openCanonical(file: string): Promise<CanonicalWriter> {
  const handle: FileHandle = await open(file, 'w')
  let buffer = Buffer.allocUnsafe(2 ** 21)
  let length = 0

  function reserve(size: number) {
    if (length + size <= buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + size))
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }

  function escaped(bytes: Buffer, start: number, end: number) {
    reserve(2 * (end - start) + 2)
    buffer[length++] = quoteMark
    for (let i = start; i < end; i++) {
      if (bytes[i] === quoteMark) buffer[length++] = quoteMark
      buffer[length++] = bytes[i]!
    }
    buffer[length++] = quoteMark
  }

  const writer: CanonicalWriter = {
    file,
    rows: 0,
    begin(line) {
      reserve(16)
      length += buffer.write(String(line), length, 'latin1')
    },
    field(bytes, fields, index) {
      const start = fields.starts[index]!
      const end = fields.ends[index]!
      reserve(end - start + 1)
      buffer[length++] = unitSeparator
      if (fields.kinds[index] === awkward) return escaped(bytes, start, end)
      if (end - start > 24) length += bytes.copy(buffer, length, start, end)
      else for (let i = start; i < end; i++) buffer[length++] = bytes[i]!
    },
    text(text) {
      reserve(1)
      buffer[length++] = unitSeparator
      const bytes = Buffer.from(text)
      escaped(bytes, 0, bytes.length)
    },
    end() {
      reserve(1)
      buffer[length++] = lineFeed
      writer.rows++
    },
    async flush() {
      if (length > 0) await handle.write(buffer, 0, length)
      length = 0
    },
    async close() {
      await writer.flush()
      await handle.close()
    },
  }
  return writer
}

/** SQL that reads a canonical file as columns `line` and the given names, all of them text. */
export function readCanonical(file: string, columns: readonly string[]): string {
  const types = ['_line', ...columns].map(
    (name, index) => `${quoteText(name)}: '${index === 0 ? 'BIGINT' : 'VARCHAR'}'`,
  )
  return `SELECT _line, ${columns.map(quoteName).join(', ')} FROM read_csv(${quoteText(file)}, auto_detect=false, header=false, delim='\u001f', quote='"', escape='"',
    new_line='\\n', nullstr='', max_line_size=${2 ** 23}, columns={${types.join(', ')}})`
}
