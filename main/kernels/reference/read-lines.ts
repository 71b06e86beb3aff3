/**
 * Dense codes of identifiers in the order in which they came: the bytes of code c are `texts[starts[c] … starts[c + 1])`. `direct` holds code + 1 of whole numbers; `slots`, a power of two of
 * cells, four a place, code + 1, length and two words of the other texts (see `data/ingest/identifiers.ts`).
 */
export interface IdentifierTable {
  readonly direct: Int32Array
  readonly slots: Int32Array
  readonly starts: Int32Array
  readonly texts: Uint8Array
  /** One cell. */
  readonly count: Int32Array
}

export interface ReadLines {
  readonly bytes: Uint8Array
  /** Whole lines, the last line feed included. */
  readonly start: number
  readonly end: number
  /** Of each column: 0 user, 1 item, 2 value, 3 time, 4 what is passed over. */
  readonly kinds: Int32Array
  /** One byte, or two. */
  readonly delimiter: Uint8Array
  /** Whether whole fields may stand in quotes. */
  readonly quote: boolean
  /** Microseconds in a unit of the times; times from `latest` microseconds on are not plain. */
  readonly microseconds: number
  readonly latest: number
  readonly users: IdentifierTable
  readonly items: IdentifierTable
  /** Columns; values and times may be empty where no column is one. */
  readonly into: {
    readonly user: Int32Array
    readonly item: Int32Array
    readonly value: Float64Array
    readonly time: Float64Array
  }
  /** The row that is read first, and the one before which reading ends. */
  readonly row: number
  readonly limit: number
  /** Two cells: bytes and lines that were read. */
  readonly progress: Int32Array
  /** Scratch, 32 cells. */
  readonly places: Int32Array
}

/**
 * Reads plain lines into columns until the first line that is not plain, or whose identifiers find no room, or must be judged: new texts that are short or begin or end
 * with other than visible ASCII. Blank lines are passed over. A number has at most 15 digits, and decimals after a point; an absent one is NaN. Returns the row after the last that was read.
 */
export function readLines(input: ReadLines): number {
  const { bytes, start, end, limit, progress } = input
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1')
  const known = { users: knownTexts(input.users), items: knownTexts(input.items) }
  let { row } = input
  let [at, lines] = [0, 0]
  while (start + at < end && row < limit) {
    const stop = text.indexOf('\n', at)
    const line = text.slice(at, stop)
    if (!/^\r?$/.test(line)) {
      if (!readLine(input, known, line, row)) break
      row++
    }
    at = stop + 1
    lines++
  }
  progress.set([at, lines])
  return row
}

type Known = Readonly<Record<'users' | 'items', Map<string, number>>>

function knownTexts({ starts, texts, count }: IdentifierTable): Map<string, number> {
  const text = (code: number) => Buffer.from(texts.subarray(starts[code], starts[code + 1])).toString('latin1')
  return new Map(Array.from({ length: count[0]! }, (_, code) => [text(code), code]))
}

function readLine(input: ReadLines, known: Known, line: string, row: number): boolean {
  const { kinds, delimiter, quote, microseconds, latest, into } = input
  const fields = line.replace(/\r$/, '').split(Buffer.from(delimiter).toString('latin1'))
  // Columns are taken from the left, so that those before one that is not plain still count.
  for (let column = 0; column < kinds.length; column++) {
    const field = fields[column]
    if (field === undefined) return false
    const quoted = quote && /^".+"$/.test(field)
    const inner = quoted ? field.slice(1, -1) : field
    const kind = kinds[column]!
    if (kind <= 1) {
      const code = codeOf(kind === 0 ? input.users : input.items, kind === 0 ? known.users : known.items, inner)
      if (code < 0) return false
      ;(kind === 0 ? into.user : into.item)[row] = code
    } else if (kind === 4) {
      if (/[^ !#-\xff]/.test(inner)) return false
    } else {
      const pattern = kind === 2 ? /^(-?\d+(\.\d+)?)?$/ : /^\d*$/
      if (!pattern.test(inner) || inner.replace(/\D/g, '').length > 15) return false
      const number = inner === '' ? NaN : Number(inner)
      if (kind === 3 && number * microseconds >= latest) return false
      if (kind === 2) into.value[row] = number
      else into.time[row] = number * microseconds
    }
  }
  return fields.length === kinds.length
}

function codeOf(table: IdentifierTable, known: Map<string, number>, text: string): number {
  const { direct, slots, starts, texts, count } = table
  if (text === '' || /[^ !#-\xff]/.test(text)) return -1
  const code = known.get(text)
  if (code !== undefined) return code
  const next = count[0]!
  const isNumber = /^(0|[1-9]\d{0,8})$/.test(text) && Number(text) < 2 ** 24
  const sure = isNumber
    ? Number(text) < direct.length
    : /^[!-~].{3,}[!-~]$/s.test(text) && (next + 2) * 8 <= slots.length
  const end = starts[next]! + text.length
  if (!sure || next + 2 > starts.length || end > texts.length) return -1
  texts.set(Buffer.from(text, 'latin1'), starts[next])
  starts[next + 1] = end
  count[0] = next + 1
  known.set(text, next)
  if (isNumber) direct[Number(text)] = next + 1
  return next
}
