import type { DatasetDetail } from '../../contract/api/data.ts'
import type { Session } from '../engine/database.ts'
import type { PreparedLog } from '../service.ts'
import { packSide } from '../side-tables.ts'
import { startThreads, thisThread } from '../columns/threads.ts'
import type { CodedLog } from './arrange.ts'
import { finishDraft, openDraft, writeFiles } from './folder.ts'
import { readCoded } from './read-coded.ts'
import { readSide, type SideSource } from './read-side.ts'
import { writeColumns, type WrittenColumns } from './write-columns.ts'

export interface LogTarget {
  readonly name: string
  readonly folder: string
  readonly recipe: DatasetDetail['recipe']
  /** Replaces raw identifiers as they are written. */
  readonly rename?: ((identifier: string) => string) | undefined
  /** What is known of users and items beside the log. */
  readonly side?: SideSource
}

/** A log in the order of its file with the raw identifier of each code. */
export interface NamedLog {
  readonly log: CodedLog
  readonly users: readonly string[]
  readonly items: readonly string[]
}

/** Below this threads take longer to start than to work. */
const threadedRows = 2 ** 18

/**
 * Writes the temporary table `log` (`_row`, `user`, `item`, `value`, `time`), of which the rows stand by `_row`, as a prepared log. Rows are ordered by time, then as in the file; users
 * and items are numbered by first appearance in that order. So the same rows give the same bytes, whatever file they came from.
 */
export async function writeLog(session: Session, target: LogTarget): Promise<PreparedLog> {
  const [rows] = await session.row('SELECT count(*) FROM log')
  const threads = Number(rows) < threadedRows ? thisThread : startThreads(new AbortController().signal)
  try {
    const { log, users, items } = await readCoded(session, threads.count)
    const draft = openDraft(target.folder)
    return await finishLog(session, target, { users, items, draft, written: writeColumns(threads, log, draft) })
  } finally {
    threads.end()
  }
}

/** A log of which the columns are being written beside other work. */
export interface StartedLog extends Omit<NamedLog, 'log'> {
  readonly draft: string
  readonly written: Promise<WrittenColumns>
}

/** Awaits the columns, numbers the identifiers, and gives the folder its place. */
export async function finishLog(
  session: Session,
  target: LogTarget,
  { users: userNames, items: itemNames, draft, written }: StartedLog,
): Promise<PreparedLog> {
  const { rows, hasValues, hasTimes, userCodes, itemCodes, hash } = await written
  const users = Array.from(userCodes, (code) => userNames[code]!)
  const items = Array.from(itemCodes, (code) => itemNames[code]!)
  const tables = target.side && (await readSide(session, target.side, { user: users, item: items }))
  const side = tables ? packSide(tables) : null
  const rename = target.rename ?? ((identifier: string) => identifier)
  const [usersText, itemsText] = [JSON.stringify(users.map(rename)), JSON.stringify(items.map(rename))]
  const prepared: PreparedLog = {
    name: target.name,
    folder: target.folder,
    hash: await hash([usersText, '\n', itemsText, ...(side === null ? [] : ['\n', side])]),
    users: users.length,
    items: items.length,
    rows,
    hasValues,
    hasTimes,
    recipe: target.recipe,
  }
  writeFiles(draft, {
    'users.json': usersText,
    'items.json': itemsText,
    'side.json': side,
    'log.json': JSON.stringify(prepared),
  })
  finishDraft(target.folder, draft)
  return prepared
}
