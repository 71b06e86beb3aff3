import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions } from '../../contract/experiment.ts'
import { mergeRows } from '../interactions.ts'
import type { Database, Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import { loadRaw } from '../ingest/raw.ts'
import { writeItemsAndUsers } from '../ingest/entities.ts'
import { openSource } from '../ingest/source.ts'
import { withFile } from '../ingest/with-file.ts'
import { checkPlan, planTable, stageTable } from '../ingest/table.ts'
import type { DataProgress, PreparedLog } from '../service.ts'
import { preparedFolder } from './prepare.ts'
import type { SideSource } from './read-side.ts'
import { openLog } from './recipe.ts'
import { writeLog } from './write-log.ts'

export interface FoldFiles {
  readonly train: string
  readonly test: string
  /** Its events belong to the training part, and settings are chosen on them. */
  readonly validation?: string | undefined
}
export interface PreparedFolds {
  readonly log: PreparedLog
  readonly folds: readonly {
    readonly train: Int32Array
    readonly test: Int32Array
    readonly validation?: Int32Array
  }[]
}

/**
 * Reads pairs of files with the user's own split. The log holds the rows of all files, each distinct row of user, item, value and time once per time it occurs in the file that has it
 * most often: so folds that cut the same log differently share its rows. Users and items are those of all files together. Errors: as an import.
 */
export async function prepareFolds(
  database: Database,
  workspace: string,
  pairs: readonly FoldFiles[],
  options: ReadingOptions,
  signal: AbortSignal,
  notify: (progress: DataProgress) => void,
): Promise<PreparedFolds> {
  if (pairs.length === 0)
    throw new RecbenchError('invalid-parameter', 'A given split needs at least one pair of files.', {
      remedy: 'Name a training and a test file.',
    })
  return database.write(signal, async (session) => {
    const files = [
      ...new Set(
        pairs
          .flatMap(({ train, test, validation }) => [train, test, ...(validation === undefined ? [] : [validation])])
          .map((file) => path.resolve(file)),
      ),
    ]
    await session.run(
      `CREATE OR REPLACE TEMP TABLE parts (file INTEGER, place BIGINT, user VARCHAR, item VARCHAR, value DOUBLE, time TIMESTAMP, event VARCHAR)`,
    )
    for (const [index, file] of files.entries()) {
      notify({ fraction: (0.8 * index) / files.length, stage: `reading ${path.basename(file)}` })
      await readPart(session, database.temporary, file, index, options)
    }
    notify({ fraction: 0.85, stage: 'writing the prepared log' })
    await session.run(`CREATE OR REPLACE TEMP TABLE copies AS SELECT *, row_number() OVER (PARTITION BY file, user, item, value, time ORDER BY place) AS copy FROM parts;
      CREATE OR REPLACE TEMP TABLE log AS SELECT row_number() OVER (ORDER BY min(file * 1000000000000 + place)) AS _row, user, item, value, time, copy FROM copies GROUP BY user, item, value, time, copy ORDER BY _row`)
    const name = path.basename(pairs[0]!.train).replace(/\.gz$/, '')
    const sources = await Promise.all(files.map(openSource))
    const known = sources.map(({ path: file, bytes, modified }) => [file, bytes, modified])
    const key = createHash('sha256')
      .update(JSON.stringify([known, pairs, options]))
      .digest('hex')
      .slice(0, 16)
    const folder = path.join(preparedFolder(workspace, '_folds'), key)
    mkdirSync(path.dirname(folder), { recursive: true })
    const side = await joinSide(session, database.temporary, files[0]!, options)
    const log = await writeLog(session, { name, folder, recipe: [], side })
    await session.run('DROP TABLE temp.interactions; DROP TABLE temp.items; DROP TABLE temp.users')
    await session.run(
      'CREATE OR REPLACE TEMP TABLE ordered AS SELECT row_number() OVER (ORDER BY time, _row) - 1 AS position, _row FROM log',
    )
    const rows = await Promise.all(files.map((_, index) => rowsOf(session, index)))
    const of = (file: string) => rows[files.indexOf(path.resolve(file))]!
    return {
      log,
      folds: pairs.map(({ train, test, validation }) =>
        validation === undefined
          ? { train: of(train), test: of(test) }
          : { train: mergeRows(of(train), of(validation)), test: of(test), validation: of(validation) },
      ),
    }
  })
}

/** The tables of users and items that were named, or that stand beside the first file, as temporary tables. */
function joinSide(session: Session, temporary: string, file: string, options: ReadingOptions): Promise<SideSource> {
  return withFile(temporary, file, async (source, stem) => {
    const { roles } = await planTable(session, await loadRaw(session, source, options, stem, 2 ** 16), options)
    const column = (role: 'user' | 'item') => quoteName(roles[role]!)
    await session.run(
      `CREATE OR REPLACE TEMP TABLE interactions AS SELECT _row, user AS ${column('user')}, item AS ${column('item')} FROM log`,
    )
    const tables = await writeItemsAndUsers(session, 'temp', source, { roles, columns: [] }, options, stem)
    return { schema: 'temp', tables }
  })
}

function readPart(
  session: Session,
  temporary: string,
  file: string,
  index: number,
  options: ReadingOptions,
): Promise<void> {
  return withFile(temporary, file, async (source, stem) => {
    const raw = await loadRaw(session, source, options, stem, Infinity)
    const plan = await planTable(session, raw, options)
    checkPlan(source.name, plan, raw)
    await stageTable(session, plan)
    await session.run(`CREATE OR REPLACE TEMP TABLE good AS SELECT * FROM staged WHERE _reason IS NULL`)
    await openLog(session, { name: source.name, table: 'good', roles: plan.roles })
    await session.run(`INSERT INTO parts SELECT ${index}, _row, user, item, value, time, event FROM log`)
    const [rows] = await session.row(`SELECT count(*) FROM log`)
    if (rows === 0)
      throw new RecbenchError('bad-input', `No row of "${source.name}" can be used.`, {
        where: source.origin,
        remedy: 'Check delimiter, header and roles.',
      })
  })
}

/** Rows of the prepared log that a file holds, in the log's order. */
async function rowsOf(session: Session, file: number): Promise<Int32Array> {
  const rows =
    await session.rows(`SELECT CAST(o.position AS INTEGER) FROM ordered o JOIN log l ON l._row = o._row JOIN copies c
    ON c.user = l.user AND c.item = l.item AND c.value IS NOT DISTINCT FROM l.value AND c.time IS NOT DISTINCT FROM l.time AND c.copy = l.copy
    WHERE c.file = ${file} ORDER BY o.position`)
  return Int32Array.from(rows, ([position]) => Number(position))
}
