import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { DatasetDetail } from '../../contract/api/data.ts'
import type { RecipeStep } from '../../contract/experiment.ts'
import { saveEntry, type CatalogEntry } from '../engine/catalog.ts'
import type { FileColumns } from '../ingest/join-parts.ts'
import { fillInteractions, codedRows } from '../engine/stored-columns.ts'
import type { Session } from '../engine/database.ts'
import type { DataProgress, PreparedLog } from '../service.ts'
import { applyRecipe, openLog, renaming } from './recipe.ts'
import { codeColumns } from './code-columns.ts'
import { finishLog, startLog, writeLog, type StartedLog } from './write-log.ts'

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

/** A log of the columns of a file that is being written, and what an empty recipe leaves out of it. */
export interface StartedColumns {
  readonly started: StartedLog
  readonly recipe: DatasetDetail['recipe']
}

/** Begins to write the prepared log of an empty recipe into a draft beside `place`. */
export function startPreparing(place: string, columns: FileColumns): StartedColumns {
  const { log, recipe } = codeColumns(columns)
  return { started: startLog(place, { log, users: columns.users, items: columns.items }), recipe }
}

/** Ends what `startPreparing` began, now that the data set has its tables. */
export function finishPreparing(
  session: Session,
  workspace: string,
  entry: CatalogEntry,
  { started, recipe }: StartedColumns,
): Promise<PreparedLog> {
  const { name, tables } = entry.detail
  const folder = logFolder(workspace, entry, [])
  mkdirSync(path.dirname(folder), { recursive: true })
  return finishLog(session, { name, folder, recipe, side: { schema: entry.schema, tables } }, started)
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
