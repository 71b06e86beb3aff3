import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions, Role } from '../../contract/experiment.ts'
import { fieldText, readRecords, type Dialect } from './records.ts'

/** The formats of text files, by the id that options and results carry. */
export const formatTitles = {
  csv: 'Comma-separated values',
  tsv: 'Tab-separated values',
  delimited: 'Delimited text',
  movielens: 'MovieLens',
  recbole: 'RecBole atomic file',
  'open-bandit': 'Open Bandit Dataset',
  'user-lists': 'One user per line',
  matrix: 'Dense matrix, 0 is missing',
  msweb: 'Microsoft Web Data (A, C, V lines)',
  jsonl: 'JSON lines',
  parquet: 'Parquet',
} as const
export type FormatId = keyof typeof formatTitles

/** How a text file is laid out: what the reader needs, and the columns it will give. */
export interface Layout {
  readonly format: FormatId
  readonly dialect: Dialect
  readonly header: boolean
  /** Names of the columns, distinct and never empty. */
  readonly columns: readonly string[]
  /** What a format says about its columns. */
  readonly knownRoles: Readonly<Partial<Record<Role, string>>>
  /** Columns that hold several words with blanks between them, where a format says so. */
  readonly lists?: readonly string[]
}

const candidates = ['\t', '::', ',', ';', '|', '\u0001', '^', ' ', ':'] as const
const delimiterNames: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  comma: ',',
  semicolon: ';',
  space: ' ',
  pipe: '|',
}

/** Guesses the layout of UTF-8 text from its beginning; whatever the options state is taken as said. Errors: `bad-input`, `invalid-parameter`. */
export async function guessLayout(name: string, sample: Buffer, options: ReadingOptions): Promise<Layout> {
  const format = checkFormat(options.format)
  if (format === 'parquet')
    throw new RecbenchError('bad-input', `The file "${name}" is no Parquet file.`, {
      where: `${name}, first bytes`,
      why: 'It does not begin with "PAR1".',
      remedy: 'Leave the format out, or fetch the file again.',
    })
  const carriageReturns = !sample.includes(10) && sample.includes(13)
  const lines = firstLines(sample, carriageReturns)
  if (lines.length === 0)
    throw new RecbenchError('bad-input', `The file "${name}" has no line with text.`, { where: name })
  if (format === 'jsonl' || (!format && /^\s*\{.*\}\s*$/.test(lines[0]!) && isJson(lines[0]!)))
    return { format: 'jsonl', dialect: lineDialect(carriageReturns), header: false, columns: ['json'], knownRoles: {} }
  if (/^\s*(\[\s*(\{.*)?|\{)$/.test(lines[0]!))
    throw new RecbenchError('bad-input', `The file "${name}" is one JSON value, not JSON lines.`, {
      where: `line 1: ${lines[0]!.slice(0, 80)}`,
      remedy: 'Write one object per line, without brackets around them and commas between them.',
    })
  if (format === 'msweb' || (!format && looksLikeMsweb(lines)))
    return special('msweb', { delimiter: ',', quote: true, carriageReturns }, ['user', 'item', 'title', 'url'])

  const stated =
    options.delimiter === undefined ? undefined : (delimiterNames[options.delimiter.toLowerCase()] ?? options.delimiter)
  if (stated === '')
    throw new RecbenchError('invalid-parameter', 'The delimiter is empty.', { remedy: 'Name at least one character.' })
  const cut = await chooseDelimiter(lines, stated, carriageReturns)
  const shape =
    format === 'user-lists' || format === 'matrix'
      ? format
      : !format && options.header === undefined
        ? guessShape(cut)
        : null
  if (shape === 'user-lists') return special('user-lists', cut.dialect, ['user', 'item'])
  if (shape === 'matrix') return special('matrix', cut.dialect, ['user', 'item', 'value'])
  if (cut.width < 2)
    throw new RecbenchError(
      'bad-input',
      `The file "${name}" has one column; a log needs at least a user and an item.`,
      {
        where: `line 1: ${lines[0]!.slice(0, 80)}`,
        why:
          stated === undefined
            ? 'No delimiter splits its lines evenly.'
            : `The delimiter "${stated}" is not in its lines.`,
        remedy: 'Give the delimiter, or import the file that has user and item side by side.',
      },
    )
  return table(name, cut, options, format)
}

export function checkFormat(format: string | undefined): FormatId | undefined {
  if (format === undefined || Object.hasOwn(formatTitles, format)) return format as FormatId | undefined
  throw new RecbenchError('invalid-parameter', `"${format}" is not a format that can be read.`, {
    remedy: `Use one of ${Object.keys(formatTitles).join(', ')}.`,
  })
}

const special = (format: FormatId, dialect: Dialect, columns: readonly string[]): Layout => {
  const known = { user: 'user', item: 'item', ...(columns.includes('value') ? { value: 'value' } : {}) }
  return { format, dialect, header: false, columns, knownRoles: known }
}
const lineDialect = (carriageReturns: boolean): Dialect => ({ delimiter: '\u0000', quote: false, carriageReturns })

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}

/** The lines of the sample, without its cut last one and without blank ones. */
function firstLines(sample: Buffer, carriageReturns: boolean): readonly string[] {
  const lines = sample.toString('utf8', 0, 2 ** 18).split(carriageReturns ? /\r/ : /\r?\n/)
  if (lines.length > 1) lines.pop()
  return lines.filter((line) => line.trim() !== '').slice(0, 300)
}

interface Cut {
  readonly dialect: Dialect
  readonly rows: readonly (readonly string[])[]
  /** Number of fields that most records have, and the share that have it. */
  readonly width: number
  readonly evenness: number
}

async function chooseDelimiter(
  lines: readonly string[],
  stated: string | undefined,
  carriageReturns: boolean,
): Promise<Cut> {
  const text = Buffer.from(`${lines.join('\n')}\n`)
  let best: Cut | undefined
  for (const delimiter of stated === undefined ? candidates : [stated]) {
    if (stated === undefined && !lines[0]!.includes(delimiter) && !lines.at(-1)!.includes(delimiter)) continue
    const quote = delimiter === ',' || delimiter === ';' || lines.some((line) => isQuoted(line, delimiter))
    const dialect = { delimiter, quote, carriageReturns: false }
    const rows = await cutAll(text, dialect)
    const { width, evenness } = measure(rows)
    const cut = { dialect: { ...dialect, carriageReturns }, rows, width, evenness }
    if (!best || score(cut) > score(best)) best = cut
  }
  return (
    best ?? {
      dialect: { delimiter: ',', quote: true, carriageReturns },
      rows: lines.map((line) => [line]),
      width: 1,
      evenness: 1,
    }
  )
}

/** Whether a field of the line stands in quotes; outside CSV a quote is more often part of a title. */
const isQuoted = (line: string, delimiter: string) =>
  line.includes('"') && line.split(delimiter).some((field) => /^".*"$/.test(field))

/** Even records first; among equals the earlier candidate. A blank or colon must be nearly perfect, for prose is full of them. */
function score({ width, evenness, dialect }: Cut): number {
  if (width < 2) return 0
  const weak = dialect.delimiter === ':' || dialect.delimiter === '^'
  return Math.round(evenness * 20) - (weak ? 5 : 0) - (dialect.delimiter === ' ' ? 0.5 : 0)
}

async function cutAll(text: Buffer, dialect: Dialect): Promise<string[][]> {
  const rows: string[][] = []
  await readRecords(single(text), dialect, {
    record: (_, bytes, fields) =>
      void rows.push(Array.from({ length: fields.count }, (_, i) => fieldText(bytes, fields, i))),
    fault: () => undefined,
    flush: async () => undefined,
  })
  return rows
}

async function* single(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

function measure(rows: readonly (readonly string[])[]): { width: number; evenness: number } {
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  const [width, count] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  return { width, evenness: rows.length === 0 ? 0 : count / rows.length }
}

const isWholeNumber = (text: string) => /^\d+$/.test(text)
const isNumber = (text: string) => text !== '' && Number.isFinite(Number(text))

/** Uneven lines of numbers, the first never repeated, list a user's items; even and wide ones with zeros are a matrix. */
function guessShape({ rows, width, evenness, dialect }: Cut): 'user-lists' | 'matrix' | null {
  if (dialect.delimiter === ',' || dialect.delimiter === ';' || !rows.every((row) => row.every(isNumber))) return null
  const users = new Set(rows.map((row) => row[0]))
  const wide = rows.filter((row) => row.length > 2).length > rows.length / 2
  if (evenness < 0.6 && wide && users.size === rows.length && rows.every((row) => row.every(isWholeNumber)))
    return 'user-lists'
  const zeros = rows.flat().filter((cell) => Number(cell) === 0).length
  return width >= 20 && evenness === 1 && zeros > 0.3 * width * rows.length ? 'matrix' : null
}

function looksLikeMsweb(lines: readonly string[]): boolean {
  return lines.every((line) => /^[A-Z],/.test(line)) && lines.some((line) => /^A,\d+,\d,"/.test(line))
}

function table(name: string, cut: Cut, options: ReadingOptions, format: FormatId | undefined): Layout {
  const first = cut.rows[0]!
  const header = options.header ?? guessHeader(cut.rows, cut.width)
  const { delimiter } = cut.dialect
  const typed =
    header && first.length > 0 && first.every((cell) => /^[^:]+:(token|token_seq|float|float_seq)$/.test(cell))
  if (typed) {
    const columns = distinct(first.map((cell) => cell.slice(0, cell.lastIndexOf(':'))))
    const lists = columns.filter((_, c) => first[c]!.endsWith('_seq'))
    return { format: 'recbole', dialect: { ...cut.dialect, quote: false }, header, columns, knownRoles: {}, lists }
  }
  if (header) {
    const columns = distinct(first.map((cell, index) => cell.trim() || (index === 0 ? 'index' : `column ${index + 1}`)))
    const bandit = columns.includes('propensity_score') && columns.includes('click') && columns.includes('item_id')
    const known = bandit ? 'open-bandit' : byDelimiter(delimiter)
    const numbered = first[0]!.trim() === '' && counts(cut.rows)
    return {
      format: format ?? known,
      dialect: cut.dialect,
      header,
      columns,
      knownRoles: numbered ? { ignore: 'index' } : {},
    }
  }
  const named = movieLens(name, cut)
  const columns = named ?? Array.from({ length: cut.width }, (_, index) => `column ${index + 1}`)
  const knownRoles = named?.[2] === 'rating' ? { user: 'user', item: 'item', value: 'rating', time: 'time' } : {}
  const dialect = named ? { ...cut.dialect, quote: false } : cut.dialect
  return { format: format ?? (named ? 'movielens' : byDelimiter(delimiter)), dialect, header, columns, knownRoles }
}

/** A first column without a name that counts the rows: an index some program wrote, not data. */
const counts = (rows: readonly (readonly string[])[]) =>
  rows.slice(2).every((row, i) => Number(row[0]) === Number(rows[i + 1]![0]) + 1)

const byDelimiter = (delimiter: string): FormatId =>
  delimiter === ',' ? 'csv' : delimiter === '\t' ? 'tsv' : 'delimited'

/** MovieLens: user, item, rating, unix seconds; between tabs (`u.data`) or double colons (`ratings.dat`), never with a header. */
function movieLens(name: string, { rows, width, dialect }: Cut): readonly string[] | undefined {
  const likely = dialect.delimiter === '::' || (dialect.delimiter === '\t' && /^u.?\.(data|base|test)/i.test(name))
  const fits = width === 4 && rows.filter((row) => isWholeNumber(row[0] ?? '')).length > 0.9 * rows.length
  const times = rows.filter((row) => /^\d{9,10}$/.test(row[3] ?? '')).length
  return likely && fits && times > 0.8 * rows.length ? ['user', 'item', 'rating', 'time'] : undefined
}

/** A first record of words above columns of numbers, or one of well-known names, is a header. */
function guessHeader(rows: readonly (readonly string[])[], width: number): boolean {
  const first = rows[0]!
  if (first.length < width - 1 || first.some((cell) => isNumber(cell.trim()))) return false
  if (first.every((cell) => /^[^:]+:(token|float)(_seq)?$/.test(cell))) return true
  const rest = rows.slice(1).filter((row) => row.length === width)
  const numeric = first.some(
    (_, c) => rest.length > 0 && rest.filter((row) => isNumber((row[c] ?? '').trim())).length > 0.6 * rest.length,
  )
  const names = first.filter((cell) =>
    /^"*(user|item|rating|time|timestamp|event|product|customer|movie|session)s?([ _-]?id)?"*$/i.test(cell.trim()),
  )
  return numeric || names.length >= 2
}

function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.map((name) => {
    let unique = name.slice(0, 100)
    for (let i = 2; seen.has(unique.toLowerCase()) || unique === '_line'; i++) unique = `${name.slice(0, 100)} ${i}`
    seen.add(unique.toLowerCase())
    return unique
  })
}
