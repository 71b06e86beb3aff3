import { rmSync } from 'node:fs'
import { createCatalog, findEntry, listEntries, removeEntry } from './engine/catalog.ts'
import { openDatabase } from './engine/database.ts'
import { importFile, readProblems } from './ingest/import.ts'
import { preparedFolder, prepareLog } from './prepare/prepare.ts'
import type { DataService } from './service.ts'

export interface DataServiceOptions {
  readonly workspace: string
  readonly memoryLimit?: string | undefined
}

type Part = Pick<DataService, 'import' | 'list' | 'get' | 'remove' | 'problems' | 'prepare'>

/** Opens the workspace's database and offers everything that is done with data. Errors: `conflict` when another process has it open. */
export async function createDataService({ workspace, memoryLimit }: DataServiceOptions): Promise<Part> {
  const database = await openDatabase(workspace, { memoryLimit })
  await database.write(new AbortController().signal, createCatalog)
  return {
    import: (request, task) => importFile(database, workspace, request, task.signal, task.notify),
    list: (_, { signal }) =>
      database.session(signal, async (session) => (await listEntries(session)).map(({ detail }) => detail)),
    get: ({ name }, { signal }) => database.session(signal, async (session) => (await findEntry(session, name)).detail),
    remove: ({ name }, { signal }) =>
      database.write(signal, async (session) => {
        const entry = await findEntry(session, name)
        await session.transaction(() => removeEntry(session, entry))
        rmSync(preparedFolder(workspace, name), { recursive: true, force: true })
        return null
      }),
    problems: ({ name, offset, limit }, { signal }) =>
      database.session(signal, async (session) => {
        const { schema } = await findEntry(session, name)
        const [total] = await session.row(`SELECT count(*) FROM ${schema}.problems`)
        return { total: Number(total), problems: await readProblems(session, schema, offset, limit) }
      }),
    prepare: ({ name, recipe }, { signal, notify }) =>
      database.write(signal, async (session) =>
        prepareLog(session, workspace, await findEntry(session, name), recipe, notify),
      ),
  }
}
