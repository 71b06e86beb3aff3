import { rmSync } from 'node:fs'
import type { DatasetDetail, DatasetSummary } from '../contract/api/data.ts'
import type { RemoteTask } from '../contract/remote.ts'
import { createCatalog, findEntry, listEntries, removeEntry, type CatalogEntry } from './engine/catalog.ts'
import { openDatabase, type Session } from './engine/database.ts'
import { fillInteractions, isStored, storedFolder } from './engine/stored-columns.ts'
import { labelItems, readHistory, searchItems, searchUsers } from './explore/lookup.ts'
import { profileLog } from './explore/profile.ts'
import { checkQuality } from './explore/quality.ts'
import { readWindow } from './explore/rows.ts'
import { findRules } from './explore/rules.ts'
import { summarizeColumns } from './explore/summaries.ts'
import { findTable, where } from './explore/table.ts'
import { importFile, readProblems, type ReadingWay } from './ingest/import.ts'
import { previewFile, readHex } from './ingest/preview.ts'
import { writeBanditLog } from './prepare/bandit-log.ts'
import { prepareFolds } from './prepare/folds.ts'
import { preparedFolder, prepareLog } from './prepare/prepare.ts'
import { listSamples, openSample } from './samples/samples.ts'
import type { DataService } from './service.ts'
import { writeParquet } from './write-parquet.ts'

const summarize = (detail: DatasetDetail): DatasetSummary => ({
  name: detail.name,
  title: detail.title,
  users: detail.users,
  items: detail.items,
  interactions: detail.interactions,
  hash: detail.hash,
  importedAt: detail.importedAt,
  source: detail.source,
  licence: detail.licence,
  hasTimes: detail.hasTimes,
  hasValues: detail.hasValues,
  hasPropensities: detail.hasPropensities,
  density: detail.density,
})

export interface DataServiceOptions {
  readonly workspace: string
  readonly memoryLimit?: string | undefined
  /** Whether plain files may be read by columns; the result is the same. */
  readonly reading?: ReadingWay
}

/** Opens the workspace's database and offers everything that is done with data. Errors: `conflict` when another process has it open. */
export async function createDataService({
  workspace,
  memoryLimit,
  reading,
}: DataServiceOptions): Promise<DataService & { close(): void }> {
  const database = await openDatabase(workspace, { memoryLimit })
  await database.write(new AbortController().signal, createCatalog)

  const read = <T>(name: string, signal: AbortSignal, work: (session: Session, entry: CatalogEntry) => Promise<T>) =>
    database.session(signal, async (session) => work(session, await findEntry(session, name)))
  const write = <T>(name: string, signal: AbortSignal, work: (session: Session, entry: CatalogEntry) => Promise<T>) =>
    database.write(signal, async (session) => work(session, await findEntry(session, name)))

  /** Reads interactions, which are filled in first where an import has left that for later. */
  const explore = async <T>(
    name: string,
    { signal, notify }: RemoteTask,
    work: (session: Session, entry: CatalogEntry) => Promise<T>,
  ) => {
    if (isStored(workspace, await read(name, signal, (_, entry) => Promise.resolve(entry))))
      await write(name, signal, (session, entry) => fillInteractions(session, workspace, entry, notify))
    return read(name, signal, work)
  }

  return {
    preview: ({ file, options }, { signal }) => previewFile(database, file, options, signal),
    hex: ({ file }) => readHex(file),
    import: (request, { signal, notify }) => importFile(database, workspace, request, signal, notify, reading),
    samples: (_, { signal }) => database.session(signal, listSamples),
    openSample: ({ id }, { signal, notify }) => openSample(database, workspace, id, signal, notify),
    list: (_, { signal }) =>
      database.session(signal, async (session) => (await listEntries(session)).map(({ detail }) => summarize(detail))),
    get: ({ name }, { signal }) => read(name, signal, async (_, { detail }) => detail),
    remove: ({ name }, { signal }) =>
      write(name, signal, async (session, entry) => {
        await session.transaction(() => removeEntry(session, entry))
        rmSync(preparedFolder(workspace, name), { recursive: true, force: true })
        rmSync(storedFolder(workspace, entry.schema), { recursive: true, force: true })
        return null
      }),
    problems: ({ name, offset, limit }, { signal }) =>
      read(name, signal, async (session, { schema }) => {
        const [total] = await session.row(`SELECT count(*) FROM ${schema}.problems`)
        return { total: Number(total), problems: await readProblems(session, schema, offset, limit) }
      }),
    rows: ({ name, table, ...request }, task) =>
      explore(name, task, (session, entry) => readWindow(session, findTable(entry, table), request)),
    summaries: ({ name, table, filters }, task) =>
      explore(name, task, (session, entry) => {
        const relation = findTable(entry, table)
        return summarizeColumns(session, `FROM ${relation.sql} ${where(relation, filters)}`, relation.info.columns)
      }),
    profile: ({ name, filters }, task) => explore(name, task, (session, entry) => profileLog(session, entry, filters)),
    quality: ({ name }, task) => explore(name, task, checkQuality),
    rules: ({ name, ...request }, task) =>
      explore(name, task, (session, entry) => findRules(session, entry, request, task.signal)),
    users: ({ name, query, limit }, { signal }) =>
      read(name, signal, (session, entry) => searchUsers(session, entry, query, limit)),
    itemSearch: ({ name, query, limit }, { signal }) =>
      read(name, signal, (session, entry) => searchItems(session, entry, query, limit)),
    itemLabels: ({ name, items }, { signal }) =>
      read(name, signal, (session, entry) => labelItems(session, entry, items)),
    history: ({ name, user }, task) => explore(name, task, (session, entry) => readHistory(session, entry, user)),
    prepare: ({ name, recipe }, { signal, notify }) =>
      write(name, signal, (session, entry) => prepareLog(session, workspace, entry, recipe, notify)),
    prepareFolds: ({ folds, options }, { signal, notify }) =>
      prepareFolds(database, workspace, folds, options, signal, notify),
    banditLog: ({ name, withoutPropensities = false }, { signal }) =>
      write(name, signal, (session, entry) => writeBanditLog(session, workspace, entry, withoutPropensities)),
    writeParquet: ({ file, columns }, { signal }) => writeParquet(database, file, columns, signal),
    close: () => database.close(),
  }
}
