import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions } from '../../contract/experiment.ts'
import type { Session } from '../engine/database.ts'
import { quoteName, quoteText } from '../engine/values.ts'
import { readCanonical } from './canonical.ts'
import { collect, guessEncoding, namedEncoding, once, toUtf8, type Encoding } from './encoding.ts'
import { checkFormat, guessLayout, type Layout } from './layout.ts'
import { readHead, type Source } from './source.ts'
import { faultColumns, readText } from './text-reader.ts'

/**
 * A file as the temporary tables `raw` (`_line` and one text column `c1`, `c2`, … per column of the layout) and `faults` (`_line`, `value`,
 * `reason`: what is no record).
 */
export interface Raw {
  readonly layout: Layout
  readonly encoding: Encoding
  readonly rows: number
  readonly faulty: number
  /** The whole file was read, not only its beginning. */
  readonly whole: boolean
  /** Unpacked bytes that were read. */
  readonly bytesRead: number
  /** Rows of the whole file, where its format says so. */
  readonly totalRows?: number
}

const headSize = 2 ** 20
export const rawColumns = (layout: Layout) => layout.columns.map((_, index) => `c${index + 1}`)

/** Reads a source, or only its first unpacked bytes, into `raw` and `faults` of the session. Errors: `bad-input`. */
export async function loadRaw(
  session: Session,
  source: Source,
  options: ReadingOptions,
  stem: string,
  limit: number,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Raw> {
  if (source.kind === 'parquet') {
    const stated = checkFormat(options.format)
    if (stated === undefined || stated === 'parquet') return loadParquet(session, source, stem, limit)
    throw new RecbenchError('bad-input', `The file "${source.name}" is Parquet, not ${stated}.`, {
      where: source.path,
      remedy: 'Leave the format out.',
    })
  }
  const { head, whole } = await readHead(source.chunks(), Math.min(limit, headSize))
  checkText(source, head)
  const encoding =
    options.encoding === undefined
      ? guessEncoding(whole ? head : head.subarray(0, headSize))
      : namedEncoding(options.encoding)
  const sample = await collect(toUtf8(once(head), encoding))
  if (options.encoding !== undefined) checkEncoding(source, head, sample.toString('utf8'), encoding)
  const layout = await guessLayout(path.basename(source.path).replace(/\.gz$/i, ''), sample, options)
  let bytesRead = 0
  let cut = false
  async function* counted() {
    for await (const chunk of whole ? once(head) : source.chunks()) {
      bytesRead += chunk.length
      onBytes(bytesRead)
      if (bytesRead < limit || whole) yield chunk
      else {
        // Only whole lines of a beginning are shown.
        const end = Math.max(chunk.lastIndexOf(10), chunk.lastIndexOf(13))
        cut = true
        yield chunk.subarray(0, end + 1)
        return
      }
    }
  }
  const read = await readText(toUtf8(counted(), encoding), layout, stem)
  const tables = layout.format === 'jsonl' ? ['json'] : rawColumns(layout)
  const records = readCanonical(read.records, tables)
  await session.run(`CREATE OR REPLACE TEMP TABLE faults AS ${readCanonical(read.faults, faultColumns)}`)
  const about = { encoding, whole: !cut, bytesRead }
  if (layout.format === 'jsonl') return { ...(await expandJson(session, records, layout)), ...about }
  await session.run(`CREATE OR REPLACE TEMP TABLE raw AS ${records}`)
  return { layout, rows: read.rows, faulty: read.faulty, ...about }
}

/** Errors: `bad-input` when most of what is beyond ASCII means nothing in the stated encoding. */
function checkEncoding(source: Source, head: Buffer, text: string, stated: Encoding): void {
  const lost = text.match(/\uFFFD/gu)?.length ?? 0
  const beyond = text.match(/\P{ASCII}/gu)?.length ?? 0
  if (lost <= beyond / 2) return
  const guess = guessEncoding(head)
  const line = text.slice(0, text.indexOf('\uFFFD')).split(/\r\n|\r|\n/).length
  throw new RecbenchError('bad-input', `The file "${source.name}" is not written in ${stated}.`, {
    where: `${source.path}, line ${line}`,
    why: `${lost} of ${beyond} characters beyond ASCII at its beginning mean nothing in ${stated}.`,
    remedy: guess === stated ? 'Name another encoding.' : `Leave the encoding out: it looks like ${guess}.`,
  })
}

const signatures: readonly (readonly [string, string])[] = [
  ['\u0089PNG', 'a PNG picture'],
  ['\u00ff\u00d8\u00ff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['%PDF', 'a PDF document'],
  ['\u007fELF', 'a program'],
  ['SQLite format 3', 'an SQLite database'],
  ['\u0080\u0002', 'a Python pickle'],
  ['\u0093NUMPY', 'a NumPy array'],
]

/** Errors: `bad-input` for bytes that are no text: a known signature, or control characters no text has. */
function checkText(source: Source, head: Buffer): void {
  const start = head.toString('latin1', 0, 16)
  const known = signatures.find(([signature]) => start.startsWith(signature))?.[1]
  const utf16 = guessEncoding(head).startsWith('utf-16')
  const looked = Math.min(head.length, 2 ** 16)
  let controls = 0
  for (let i = 0; i < looked; i++) {
    const byte = head[i]!
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27 && byte !== 31)) controls++
  }
  if (head.length === 0)
    throw new RecbenchError('bad-input', `The file "${source.name}" is empty once unpacked.`, { where: source.path })
  if (!known && (utf16 || controls <= looked / 200)) return
  throw new RecbenchError(
    'bad-input',
    `The file "${source.name}" is ${known ?? 'binary'}, not a log of interactions.`,
    {
      where: `${source.path}, first bytes ${head.toString('hex', 0, 8).replaceAll(/(..)(?=.)/g, '$1 ')}`,
      remedy: 'Import text (CSV, TSV, JSON lines) or Parquet; export it as one of these from the program that made it.',
    },
  )
}

/** Errors: `bad-input` when the footer or a page is damaged. */
async function loadParquet(session: Session, source: Source, stem: string, limit: number): Promise<Raw> {
  const copy = `${stem}.parquet`
  await copyFile(source.path, copy)
  try {
    const described = await session.rows(`DESCRIBE SELECT * FROM read_parquet(${quoteText(copy)})`)
    const columns = described.map((row) => String(row[0]))
    const list = columns.map((name, index) => `CAST(${quoteName(name)} AS VARCHAR) AS c${index + 1}`)
    const few = Number.isFinite(limit) ? 'LIMIT 5000' : ''
    await session.run(
      `CREATE OR REPLACE TEMP TABLE raw AS SELECT file_row_number + 1 AS _line, ${list.join(', ')} FROM read_parquet(${quoteText(copy)}, file_row_number=true) ${few}`,
    )
    await session.run('CREATE OR REPLACE TEMP TABLE faults (_line BIGINT, value VARCHAR, reason VARCHAR)')
    const [rows] = await session.row('SELECT count(*) FROM raw')
    const [totalRows] = await session.row(`SELECT sum(num_rows) FROM parquet_file_metadata(${quoteText(copy)})`)
    const dialect = { delimiter: '', quote: false, carriageReturns: false }
    const layout: Layout = { format: 'parquet', dialect, header: true, columns, knownRoles: {} }
    return {
      layout,
      encoding: 'utf-8',
      rows: Number(rows),
      faulty: 0,
      whole: few === '' || Number(totalRows) <= 5000,
      bytesRead: source.bytes,
      totalRows: Number(totalRows),
    }
  } catch (error) {
    if (error instanceof RecbenchError) throw error
    throw new RecbenchError('bad-input', `The Parquet file "${path.basename(source.path)}" cannot be read.`, {
      where: source.path,
      why: (error instanceof Error ? error.message : String(error)).split('\n')[0]!,
      remedy: 'It may be cut off; fetch or write it again.',
      cause: error,
    })
  }
}

/** One column per key that the first lines have; a line that is no JSON object is a fault. */
async function expandJson(
  session: Session,
  records: string,
  layout: Layout,
): Promise<Pick<Raw, 'layout' | 'rows' | 'faulty'>> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE lines AS SELECT *, json_valid(json) AND left(ltrim(json), 1) = '{' AS valid FROM (${records})`,
  )
  const keys = await session.rows(
    `SELECT key FROM (SELECT unnest(json_keys(json)) AS key, _line FROM (SELECT * FROM lines WHERE valid LIMIT 2000)) GROUP BY key ORDER BY min(_line), key LIMIT 200`,
  )
  const first = await session.rows(`SELECT unnest(json_keys(json)) FROM (SELECT json FROM lines WHERE valid LIMIT 1)`)
  const ordered = [...new Set([...first, ...keys].map(([key]) => String(key)))]
  if (ordered.length === 0)
    throw new RecbenchError('bad-input', 'No line of the file is a JSON object.', {
      remedy: 'JSON lines hold one object per line.',
    })
  const pointer = (key: string) => quoteText(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  const list = ordered.map((key, index) => `json_extract_string(json, ${pointer(key)}) AS c${index + 1}`)
  await session.run(`CREATE OR REPLACE TEMP TABLE raw AS SELECT _line, ${list.join(', ')} FROM lines WHERE valid`)
  await session.run(`INSERT INTO faults SELECT _line, left(json, 200), 'not a JSON object' FROM lines WHERE NOT valid`)
  const [rows, faulty] = await session.row('SELECT (SELECT count(*) FROM raw), (SELECT count(*) FROM faults)')
  await session.run('DROP TABLE lines')
  return { layout: { ...layout, columns: ordered, header: true }, rows: Number(rows), faulty: Number(faulty) }
}
