import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { DatasetDetail } from '../../contract/api/data.ts'
import type { RecipeStep } from '../../contract/experiment.ts'
import { saveEntry, type CatalogEntry } from '../engine/catalog.ts'
import type { LogThreads } from '../columns/threads.ts'
import type { FileColumns } from '../ingest/join-parts.ts'
import { codedRows, fillInteractions, storedFolder } from '../engine/stored-columns.ts'
import type { Session } from '../engine/database.ts'
import type { DataProgress, PreparedLog } from '../service.ts'
import { applyRecipe, openLog, renaming } from './recipe.ts'
import { codeColumns } from './code-columns.ts'
import { openDraft } from './folder.ts'
import { keepColumns, placeColumns, type KeptColumns } from './keep-columns.ts'
import { writeColumns } from './write-columns.ts'
import { finishLog, writeLog, type StartedLog } from './write-log.ts'

/** Folder of a workspace that holds the prepared logs of a data set. */
export const preparedFolder = (workspace: string, name: string) => path.join(workspace, 'prepared', name)

/** Prepares a data set by a recipe, or finds that it was done before. The data set remembers its latest recipe. */
export async function prepareLog(
  session: Session,
  workspace: string,
  entry: CatalogEntry,
  recipe: readonly RecipeStep[],
  notify: (progress: DataProgress) => void = () => undefined,
): Promise<PreparedLog> {
  const { name, roles, tables } = entry.detail
  const folder = logFolder(workspace, entry, recipe)
  const log = readFinished(folder) ?? (await prepareAnew())
  if (JSON.stringify(entry.detail.recipe) !== JSON.stringify(log.recipe))
    await saveEntry(session, { ...entry, detail: { ...entry.detail, recipe: log.recipe } })
  return log

  async function prepareAnew(): Promise<PreparedLog> {
    mkdirSync(path.dirname(folder), { recursive: true })
    const source = { name, table: `${entry.schema}.interactions`, roles }
    await fillInteractions(session, workspace, entry, notify)
    notify({ fraction: 0.1, stage: 'applying the recipe' })
    await openLog(session, source, await codedRows(session, entry))
    const outcomes = await applyRecipe(session, source, recipe)
    notify({ fraction: 0.6, stage: 'writing the prepared log' })
    return writeLog(session, {
      name,
      folder,
      recipe: outcomes,
      rename: renaming(recipe),
      side: { schema: entry.schema, tables },
    })
  }
}

/** The prepared log and the columns of a file that is being imported, while they are written. */
export interface StartedColumns {
  readonly started: StartedLog
  readonly recipe: DatasetDetail['recipe']
  readonly kept: Promise<KeptColumns>
}

/** Begins to write the columns of a file, and the prepared log of an empty recipe, into drafts whose names begin with `stem`. The columns are changed by it. */
export function startPreparing(threads: LogThreads, stem: string, columns: FileColumns): StartedColumns {
  const coded = codeColumns(columns)
  const kept = keepColumns(threads, columns, coded, `${stem}.columns`)
  const draft = openDraft(`${stem}.prepared`)
  const written = Promise.all([kept, columns.pairs.taken]).then(() => writeColumns(threads, coded.log, draft))
  written.catch(() => undefined)
  return { started: { users: columns.users, items: columns.items, draft, written }, recipe: coded.recipe, kept }
}

/** Ends what `startPreparing` began, now that the data set has its tables. */
export async function finishPreparing(
  session: Session,
  workspace: string,
  entry: CatalogEntry,
  { started, recipe, kept }: StartedColumns,
): Promise<PreparedLog> {
  const { name, tables } = entry.detail
  const folder = logFolder(workspace, entry, [])
  mkdirSync(path.dirname(folder), { recursive: true })
  const log = await finishLog(session, { name, folder, recipe, side: { schema: entry.schema, tables } }, started)
  placeColumns(await kept, folder, storedFolder(workspace, entry.schema))
  return log
}

function logFolder(workspace: string, { detail, schema, fingerprint }: CatalogEntry, recipe: readonly RecipeStep[]) {
  const key = createHash('sha256')
    .update(JSON.stringify([schema, fingerprint, recipe, 'side 1']))
    .digest('hex')
    .slice(0, 16)
  return path.join(preparedFolder(workspace, detail.name), key)
}

function readFinished(folder: string): PreparedLog | null {
  const file = path.join(folder, 'log.json')
  return existsSync(file) ? { ...(JSON.parse(readFileSync(file, 'utf8')) as PreparedLog), folder } : null
}
