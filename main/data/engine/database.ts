import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk, type DuckDBType } from '@duckdb/node-api'
import { RecbenchError } from '../../contract/errors.ts'
import { quoteText, toPlain, type Plain } from './values.ts'

export type Row = readonly Plain[]

/** One connection; temporary tables live as long as it does. */
export interface Session {
  run(sql: string): Promise<void>
  rows(sql: string): Promise<readonly Row[]>
  /** The first row of a query that always has one. */
  row(sql: string): Promise<Row>
  chunks(sql: string): AsyncGenerator<DuckDBDataChunk>
  /** Appends chunks to a table, a temporary one unless a schema is named. `fill` may pause, so that others get their turn. */
  append(
    table: string,
    fill: (append: (chunk: DuckDBDataChunk) => void, types: readonly DuckDBType[]) => Promise<void> | void,
    schema?: string,
  ): Promise<void>
  /** All or nothing. */
  transaction<T>(work: () => Promise<T>): Promise<T>
}

export interface Database {
  /** The only folder that SQL may read from or write to. */
  readonly temporary: string
  /** Runs work on a connection of its own; an aborted signal interrupts the running query and rejects with `cancelled`. */
  session<T>(signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T>
  /** The same, one writer after the other. */
  write<T>(signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T>
  close(): void
}

export interface DatabaseOptions {
  /** Memory that DuckDB may use before it spills to the workspace, such as `512MB`; a sixteenth of the machine's by default, from 256 to 512 MB. */
  readonly memoryLimit?: string | undefined
  readonly threads?: number | undefined
}

/**
 * A sixteenth of the machine's memory, from 256 to 512 MB: training needs the rest, and what does not fit is spilled to the workspace. Of 20 million events a profile takes a quarter more
 * processor time so than with 1.5 GB, and 1.1 GB less.
 */
const defaultMemory = () => `${Math.max(256, Math.min(512, Math.floor(os.totalmem() / 16 / 2 ** 20)))}MB`

/**
 * Opens the database file of a workspace. SQL is shut in: only the workspace's temporary folder is reachable, extensions are neither fetched nor
 * loaded, and the configuration is locked. Errors: `conflict` when another process holds the file, `bad-input` when it is not a database.
 */
export async function openDatabase(workspace: string, options: DatabaseOptions = {}): Promise<Database> {
  const temporary = path.join(workspace, 'temporary')
  mkdirSync(temporary, { recursive: true })
  const file = path.join(workspace, 'recbench.duckdb')
  const instance = await DuckDBInstance.create(file, {
    memory_limit: options.memoryLimit ?? defaultMemory(),
    temp_directory: path.join(temporary, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  }).catch((error: unknown) => {
    throw explainOpening(error, workspace)
  })
  // Only now, for until here another process may be at work in it.
  for (const name of readdirSync(temporary)) rmSync(path.join(temporary, name), { recursive: true, force: true })
  const first = await instance.connect()
  await first.run(
    `SET allowed_directories=[${quoteText(temporary)}]; SET enable_external_access=false; SET lock_configuration=true`,
  )
  let lastWrite: Promise<unknown> = Promise.resolve()

  async function session<T>(signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T> {
    if (signal.aborted) throw cancelled()
    const connection = await instance.connect()
    const interrupt = () => connection.interrupt()
    signal.addEventListener('abort', interrupt)
    try {
      return await work(openSession(connection, signal))
    } catch (error) {
      throw signal.aborted ? cancelled() : error
    } finally {
      signal.removeEventListener('abort', interrupt)
      connection.closeSync()
    }
  }

  return {
    temporary,
    session,
    write(signal, work) {
      const next = lastWrite.then(() => session(signal, work))
      lastWrite = next.catch(() => undefined)
      return next
    },
    close() {
      first.closeSync()
      instance.closeSync()
    },
  }
}

function openSession(connection: DuckDBConnection, signal: AbortSignal): Session {
  const check = () => {
    if (signal.aborted) throw cancelled()
  }
  const rows = async (sql: string) => {
    check()
    const reader = await connection.runAndReadAll(sql)
    return reader.getRows().map((row) => row.map(toPlain))
  }
  return {
    rows,
    async run(sql) {
      check()
      await connection.run(sql)
    },
    async row(sql) {
      const [row] = await rows(sql)
      if (!row) throw new Error(`A query that must have a row has none: ${sql}`)
      return row
    },
    async *chunks(sql) {
      check()
      const result = await connection.stream(sql)
      for (;;) {
        const chunk = await result.fetchChunk()
        if (!chunk || chunk.rowCount === 0) return
        check()
        yield chunk
      }
    },
    async append(table, fill, schema) {
      check()
      const appender = await (schema === undefined
        ? connection.createAppender(table, 'main', 'temp')
        : connection.createAppender(table, schema))
      const types = Array.from({ length: appender.columnCount }, (_, column) => appender.columnType(column))
      await fill((chunk) => {
        check()
        appender.appendDataChunk(chunk)
      }, types)
      appender.closeSync()
    },
    async transaction(work) {
      await connection.run('BEGIN')
      try {
        const result = await work()
        check()
        await connection.run('COMMIT')
        return result
      } catch (error) {
        await connection.run('ROLLBACK')
        throw error
      }
    },
  }
}

const cancelled = () => new RecbenchError('cancelled', 'The data task was cancelled; nothing of it is kept.')

function explainOpening(error: unknown, workspace: string): RecbenchError {
  const text = error instanceof Error ? error.message : String(error)
  if (/lock/i.test(text)) {
    const holder = /PID (\d+)/.exec(text)?.[1]
    return new RecbenchError('conflict', `The workspace "${workspace}" is in use by another Recbench.`, {
      where: holder ? `process ${holder}` : workspace,
      remedy: 'Close the other one, or choose another workspace folder.',
      cause: error,
    })
  }
  return new RecbenchError('bad-input', `The database of the workspace "${workspace}" cannot be opened.`, {
    where: path.join(workspace, 'recbench.duckdb'),
    why: text.split('\n')[0] ?? text,
    remedy: 'Move that file away; data sets must then be imported again, runs are not touched.',
    cause: error,
  })
}
