/** How the bytes of a delimited text are cut into records. */
export interface Dialect {
  /** One or more characters; for a blank, runs count as one. */
  readonly delimiter: string
  /** Fields may stand in double quotes, RFC 4180; a quote within is doubled. */
  readonly quote: boolean
  /** A carriage return alone ends a line (old Macintosh and spreadsheet exports). */
  readonly carriageReturns: boolean
}

/** Fields of the record just read: byte ranges, and how each is written. */
export interface Fields {
  count: number
  starts: Int32Array
  ends: Int32Array
  /** `plain` bytes; `quoted`, range with its quotes; `awkward`, bytes that hold a quote or control character outside quotes. */
  kinds: Uint8Array
}
export const plain = 0
export const quoted = 1
export const awkward = 2

export interface RecordSink {
  record(line: number, bytes: Buffer, fields: Fields): void
  /** A stretch of text that is no record. */
  fault(line: number, text: string, reason: string): void
  /** Called between chunks: written bytes may go to disk. */
  flush(): Promise<void>
}

const lineFeed = 10
const carriageReturn = 13
const quoteMark = 34
const unitSeparator = 31
export const neverClosed = 'a quote is opened and never closed'
/** Longer records are refused: a log has none, and a quote that is never closed makes them. */
export const longestRecord = 2 ** 20

/**
 * Cuts UTF-8 chunks into records and hands them on without making an object for any of them. A quote that is never closed costs its own line only.
 * Blank lines are skipped. Returns the number of lines.
 */
export async function readRecords(chunks: AsyncIterable<Buffer>, dialect: Dialect, sink: RecordSink): Promise<number> {
  const cutter = createCutter(dialect, sink)
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const used = cutter.cut(bytes, false)
    rest = bytes.subarray(used)
    await sink.flush()
  }
  cutter.cut(rest, true)
  await sink.flush()
  return cutter.lines()
}

/** Cuts bytes into records; see {@link readRecords}. */
export function createCutter(dialect: Dialect, sink: RecordSink) {
  const delimiter = Buffer.from(dialect.delimiter)
  const first = delimiter[0]!
  const blanks = dialect.delimiter === ' '
  const fields: Fields = { count: 0, starts: new Int32Array(64), ends: new Int32Array(64), kinds: new Uint8Array(64) }
  let line = 1
  let skipping = false

  function add(start: number, end: number, kind: number) {
    if (fields.count === fields.starts.length) {
      const size = fields.count * 2
      const grow = <A extends Int32Array | Uint8Array>(from: A, to: A) => (to.set(from), to)
      fields.starts = grow(fields.starts, new Int32Array(size))
      fields.ends = grow(fields.ends, new Int32Array(size))
      fields.kinds = grow(fields.kinds, new Uint8Array(size))
    }
    fields.starts[fields.count] = start
    fields.ends[fields.count] = end
    fields.kinds[fields.count++] = kind
  }

  const isEnd = (byte: number) => byte === lineFeed || (dialect.carriageReturns && byte === carriageReturn)

  function isDelimiter(bytes: Buffer, at: number): boolean {
    for (let i = 1; i < delimiter.length; i++) if (bytes[at + i] !== delimiter[i]) return false
    return true
  }

  /** Position after the closing quote of the field that starts at `start`, or −1 when there is none in the bytes. */
  function closeQuote(bytes: Buffer, start: number): number {
    for (let i = start + 1; ; i += 2) {
      i = bytes.indexOf(quoteMark, i)
      if (i < 0) return -1
      if (bytes[i + 1] !== quoteMark) return i + 1
    }
  }

  function lineEnd(bytes: Buffer, start: number): number {
    let i = start
    while (i < bytes.length && !isEnd(bytes[i]!)) i++
    return i
  }

  /** Position after the end of line at `at`; a pair of return and feed counts once. */
  const afterEnd = (bytes: Buffer, at: number) =>
    at + (bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? 2 : 1)

  /** Reads one record; returns the position of its end of line, or −1 when the bytes end first and more may come. */
  function readRecord(bytes: Buffer, start: number, final: boolean): number {
    fields.count = 0
    let at = start
    for (;;) {
      if (dialect.quote && bytes[at] === quoteMark) {
        const close = closeQuote(bytes, at)
        if (close < 0 || (close === bytes.length && !final)) {
          if (!final && bytes.length - start <= longestRecord) return -1
          if (close < 0) return -2
        }
        const following = bytes[close]
        const returnThenFeed = following === carriageReturn && bytes[close + 1] === lineFeed
        if (close === bytes.length || isEnd(following!) || returnThenFeed) {
          add(at, close, quoted)
          return close + (returnThenFeed && !dialect.carriageReturns ? 1 : 0)
        }
        if (following === first && isDelimiter(bytes, close)) {
          add(at, close, quoted)
          at = close + delimiter.length
          continue
        }
      }
      let kind = plain
      let end = at
      for (; end < bytes.length; end++) {
        const byte = bytes[end]!
        if (byte === first && isDelimiter(bytes, end)) break
        if (byte <= quoteMark && (byte === quoteMark || byte === unitSeparator || byte === carriageReturn)) {
          if (dialect.carriageReturns && byte === carriageReturn) break
          kind = awkward
        }
        if (byte === lineFeed) break
      }
      if (end === bytes.length && !final) return -1
      const atEnd = end === bytes.length || isEnd(bytes[end]!)
      const trimmed = atEnd && end > at && bytes[end - 1] === carriageReturn ? end - 1 : end
      if (!blanks || trimmed > at) add(at, trimmed, kind)
      if (atEnd) return end
      at = end + delimiter.length
    }
  }

  /** Cuts as many whole records as there are; returns how many bytes that took. */
  function cut(bytes: Buffer, final: boolean): number {
    let at = 0
    while (at < bytes.length) {
      if (skipping) {
        const end = lineEnd(bytes, at)
        if (end === bytes.length) return end
        skipping = false
        at = afterEnd(bytes, end)
        line++
        continue
      }
      const end = readRecord(bytes, at, final)
      if (end === -2) {
        const stop = lineEnd(bytes, at)
        sink.fault(line, excerpt(bytes, at, stop), neverClosed)
        if (stop === bytes.length) return stop
        at = afterEnd(bytes, stop)
        line++
        continue
      }
      if (end === -1) {
        if (bytes.length - at <= longestRecord) return at
        sink.fault(
          line,
          excerpt(bytes, at, bytes.length),
          `the line is longer than ${longestRecord.toLocaleString('en')} bytes`,
        )
        skipping = true
        continue
      }
      // A return at the very end may be the first half of a pair: wait for the next chunk.
      if (!final && bytes[end] === carriageReturn && end + 1 === bytes.length) return at
      const blank = fields.count === 0 || (fields.count === 1 && fields.starts[0] === fields.ends[0])
      if (!blank) sink.record(line, bytes, fields)
      line += 1 + (fields.kinds.subarray(0, fields.count).includes(quoted) ? countEnds(bytes, at, end) : 0)
      at = end < bytes.length ? afterEnd(bytes, end) : end
    }
    return at
  }

  function countEnds(bytes: Buffer, start: number, end: number): number {
    let count = 0
    for (let i = start; i < end; i++) if (isEnd(bytes[i]!)) count++
    return count
  }

  return { cut, lines: () => line - 1 }
}

/** The beginning of a stretch of text, for a list of problems. */
export const excerpt = (bytes: Buffer, start: number, end: number) =>
  bytes.toString('utf8', start, Math.min(end, start + 200)).trimEnd()

/** The text of one field, with its quotes resolved. */
export function fieldText(bytes: Buffer, fields: Fields, index: number): string {
  const start = fields.starts[index]!
  const end = fields.ends[index]!
  if (fields.kinds[index] !== quoted) return bytes.toString('utf8', start, end)
  return bytes.toString('utf8', start + 1, end - 1).replaceAll('""', '"')
}
