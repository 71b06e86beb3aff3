import { createHash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { DatasetDetail, ImportSummary, Problem, TableInfo } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions } from '../../contract/experiment.ts'
import { checkName, listEntries, nextSchema, saveEntry, suggestName, type CatalogEntry } from '../engine/catalog.ts'
import { startThreads, thisThread, type LogThreads } from '../columns/threads.ts'
import type { Database, Session } from '../engine/database.ts'
import { storedFolder } from '../engine/stored-columns.ts'
import { quoteName } from '../engine/values.ts'
import { finishPreparing, prepareLog, startPreparing, type StartedColumns } from '../prepare/prepare.ts'
import type { DataProgress } from '../service.ts'
import { writeEntities } from './entities.ts'
import type { FileColumns } from './join-parts.ts'
import { plainLayout, readPlain } from './plain.ts'
import { createColumns, type LogFacts } from './plain-tables.ts'
import { loadRaw, type Raw } from './raw.ts'
import { withFile } from './with-file.ts'
import type { Source } from './source.ts'
import { checkPlan, planTable, stageTable, type TablePlan } from './table.ts'

export interface ImportRequest {
  readonly file: string
  readonly name?: string | undefined
  readonly options: ReadingOptions
  /** What the data set is called and said to be, where that is known. */
  readonly title?: string | undefined
  readonly licence?: string | undefined
}

const mostProblems = 100

/**
 * Reads a file into the workspace: tables, problems, and the prepared log of an empty recipe. Rows that cannot be used are listed and left out. The same unchanged file
 * with the same options, imported again without a new name, answers with what is there. Errors: `not-found`, `bad-input`, `invalid-parameter`, `conflict`.
 */
export async function importFile(
  database: Database,
  workspace: string,
  request: ImportRequest,
  signal: AbortSignal,
  notify: (progress: DataProgress) => void,
  way: ReadingWay = byColumns,
): Promise<ImportSummary> {
  if (request.name !== undefined) checkName(request.name)
  return withFile(database.temporary, request.file, (source, stem) => {
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([source.origin, source.bytes, source.modified, request.options, sideStamps(request)]))
      .digest('hex')
    return database.write(signal, async (session) => {
      const entries = await listEntries(session)
      const known = findSame(entries, fingerprint, request.name)
      if (known) return known.detail.import
      const taken = new Set(entries.map(({ detail }) => detail.name))
      const name = request.name ?? suggestName(source.name, path.basename(path.dirname(source.origin)), taken)
      const progress = reportReading(source, signal, notify)
      notify({ fraction: 0, stage: 'reading' })
      const threads = threadsFor(source, way, signal)
      let stored: string | undefined
      try {
        const read = await readFile(session, threads, source, request.options, stem, progress, way)
        notify({ fraction: 0.6, stage: 'writing tables' })
        const { columns } = read
        const started = columns && startPreparing(threads, stem, columns)
        return await session.transaction(async () => {
          const entry = await writeTables(session, {
            ...read,
            started,
            source,
            name,
            fingerprint,
            request,
            stem,
          })
          stored = storedFolder(workspace, entry.schema)
          const log = started
            ? await finishPreparing(session, workspace, entry, started)
            : await prepareLog(session, workspace, entry, [], notify)
          const summary = { ...entry.detail.import, hash: log.hash }
          const detail = { ...entry.detail, hash: log.hash, import: summary, recipe: log.recipe }
          await saveEntry(session, { ...entry, detail })
          return summary
        })
      } catch (error) {
        if (stored) rmSync(stored, { recursive: true, force: true })
        throw error
      } finally {
        threads.end()
      }
    })
  })
}

/** Files above this are read by several threads: below, starting them takes longer. */
const threadedBytes = 2 ** 25

const threadsFor = ({ packed, bytes }: Source, way: ReadingWay, signal: AbortSignal): LogThreads =>
  packed || way === 'row by row' || bytes < threadedBytes ? thisThread : startThreads(signal)

/**
 * Whether plain files are read by columns or, as all others, row by row, and how many unpacked bytes tell which they are: a file is read by columns that has more, and enough rows in them. What
 * comes of it is the same.
 */
export type ReadingWay = 'row by row' | { readonly judgedBytes: number }

interface ReadFile {
  readonly raw: Raw
  readonly plan: TablePlan
  /** The rows that load; null when they are in the temporary table `staged`. */
  readonly columns: FileColumns | null
}

const byColumns: ReadingWay = { judgedBytes: 2 ** 20 }

async function readFile(
  session: Session,
  threads: LogThreads,
  source: Source,
  options: ReadingOptions,
  stem: string,
  progress: (bytes: number) => void,
  way: ReadingWay,
): Promise<ReadFile> {
  const plan = async (raw: Raw) => {
    const planned = await planTable(session, raw, options)
    checkPlan(source.name, planned, raw)
    return planned
  }
  let raw = await loadRaw(session, source, options, stem, way === 'row by row' ? Infinity : way.judgedBytes, progress)
  let planned = await plan(raw)
  if (!raw.whole) {
    const layout = plainLayout(raw, planned)
    const columns =
      layout && (await readPlain(session, threads, source, { raw, plan: planned, layout, stem }, progress))
    if (columns) return { raw, plan: planned, columns }
    raw = await loadRaw(session, source, options, stem, Infinity, progress)
    planned = await plan(raw)
  }
  await stageTable(session, planned)
  return { raw, plan: planned, columns: null }
}

/** Size and time of change of the side files that were named; undefined, and so not part of the fingerprint, when none was. */
function sideStamps({ options: { items, users } }: ImportRequest) {
  const files = [items, users].filter((file) => file !== undefined)
  if (files.length === 0) return undefined
  return files.map((file) => {
    const stats = statSync(file, { throwIfNoEntry: false })
    return [stats?.size, stats?.mtimeMs]
  })
}

/** Tells how far reading is, and stops it once it is cancelled. */
function reportReading(source: Source, signal: AbortSignal, notify: (progress: DataProgress) => void) {
  return (bytes: number) => {
    if (signal.aborted)
      throw new RecbenchError('cancelled', `The import of "${source.name}" was cancelled; nothing of it is kept.`)
    const fraction = (0.6 * source.consumed()) / source.bytes
    notify({ fraction: Math.min(0.6, fraction), stage: `reading, ${(bytes / 1e6).toFixed(1)} MB so far` })
  }
}

function findSame(
  entries: readonly CatalogEntry[],
  fingerprint: string,
  name: string | undefined,
): CatalogEntry | undefined {
  const same = entries.find(
    (entry) => entry.fingerprint === fingerprint && (name === undefined || entry.detail.name === name),
  )
  const taken = name !== undefined && entries.find(({ detail }) => detail.name.toLowerCase() === name.toLowerCase())
  if (same || !taken) return same
  throw new RecbenchError('conflict', `The workspace already has a data set "${taken.detail.name}".`, {
    why: `It holds ${taken.detail.source}.`,
    remedy: 'Choose another name, or remove that data set first.',
  })
}

interface Loaded extends ReadFile {
  readonly started: StartedColumns | null
  readonly source: Source
  readonly name: string
  readonly fingerprint: string
  readonly request: ImportRequest
  readonly stem: string
}

async function writeTables(session: Session, loaded: Loaded): Promise<CatalogEntry> {
  const { started, source, raw, plan, columns, name, request, stem } = loaded
  const schema = await nextSchema(session)
  await session.run(`CREATE SCHEMA ${schema}`)
  const log = await (columns
    ? createColumns(session, schema, plan, columns, pairsOf(columns, started!))
    : createRows(session, schema, plan))
  await session.run(`CREATE TABLE ${schema}.problems AS SELECT _line AS line, "column", value, reason FROM (
      SELECT _line, _column AS "column", _value AS value, _reason AS reason FROM staged WHERE _reason IS NOT NULL
      UNION ALL SELECT _line, '–', value, reason FROM faults) ORDER BY _line`)
  const problems = await readProblems(session, schema, 0, mostProblems)
  const { accepted, users, items, pairs, from, to } = log
  const [rejected] = await session.row(`SELECT count(*) FROM ${schema}.problems`)
  if (accepted === 0)
    throw new RecbenchError(
      'bad-input',
      `None of the ${Number(rejected).toLocaleString('en')} rows of "${source.name}" can be used.`,
      {
        where: problems[0]
          ? `line ${problems[0].line}, column ${problems[0].column}: "${problems[0].value}" ${problems[0].reason}`
          : source.path,
        remedy: 'Check which column has which role, and the delimiter and header.',
      },
    )
  const counts = { users, items, interactions: accepted }
  const summary: ImportSummary = {
    data: name,
    hash: '',
    format: raw.layout.format,
    encoding: raw.encoding,
    delimiter: raw.layout.dialect.delimiter.replace('\u0000', '') || null,
    roles: plan.roles,
    rows: accepted + Number(rejected),
    accepted,
    rejected: Number(rejected),
    problems,
    ...counts,
  }
  const interactions: TableInfo = {
    name: 'interactions',
    rows: counts.interactions,
    columns: plan.columns.map(({ name: columnName, type, guess }) => ({ name: columnName, type, role: guess.role })),
  }
  const entities = await writeEntities(session, schema, source, plan, request.options, stem, accepted, log.counted)
  const detail: DatasetDetail = {
    name,
    title: request.title ?? name,
    ...counts,
    hash: '',
    importedAt: new Date().toISOString(),
    source: source.origin,
    licence: request.licence ?? null,
    hasTimes: plan.roles.time !== undefined,
    hasValues: plan.roles.value !== undefined || plan.roles.reward !== undefined,
    hasPropensities: plan.roles.propensity !== undefined,
    import: summary,
    roles: plan.roles,
    recipe: [],
    tables: [interactions, ...entities],
    density: (await pairs) / (counts.users * counts.items),
    from,
    to,
  }
  return { detail, schema, fingerprint: loaded.fingerprint }
}

/** Pairs are counted beside the hash of the log: before, the threads are needed to write it. */
function pairsOf({ pairs }: FileColumns, { started }: StartedColumns): Promise<number> {
  const counted = started.written.then(() => pairs.count())
  counted.catch(() => undefined)
  return counted
}

/** The table `interactions` of the staged rows that load. */
async function createRows(session: Session, schema: string, { roles }: TablePlan): Promise<LogFacts> {
  await session.run(
    `CREATE TABLE ${schema}.interactions AS SELECT * EXCLUDE (_column, _value, _reason) FROM staged WHERE _reason IS NULL`,
  )
  const column = (role: keyof typeof roles) => (roles[role] === undefined ? 'NULL' : quoteName(roles[role]))
  const [accepted, users, items, pairs, from, to] = await session.row(
    `SELECT count(*), count(DISTINCT ${column('user')}), count(DISTINCT ${column('item')}), (SELECT count(*) FROM (SELECT DISTINCT ${column('user')}, ${column('item')} FROM ${schema}.interactions)),
      CAST(min(${column('time')}) AS VARCHAR), CAST(max(${column('time')}) AS VARCHAR) FROM ${schema}.interactions`,
  )
  const text = (value: unknown) => (value === null ? null : String(value))
  return {
    accepted: Number(accepted),
    users: Number(users),
    items: Number(items),
    pairs: Number(pairs),
    from: text(from),
    to: text(to),
  }
}

export async function readProblems(
  session: Session,
  schema: string,
  offset: number,
  limit: number,
): Promise<readonly Problem[]> {
  const rows = await session.rows(
    `SELECT line, "column", coalesce(value, ''), reason FROM ${schema}.problems LIMIT ${limit} OFFSET ${offset}`,
  )
  return rows.map(([line, column, value, reason]) => ({
    line: Number(line),
    column: String(column),
    value: String(value),
    reason: String(reason),
  }))
}
