import type { DatasetDetail } from '../../contract/api/data.ts'
import type { Session } from '../engine/database.ts'
import type { PreparedLog } from '../service.ts'
import { packSide } from '../side-tables.ts'
import type { CodedLog } from './arrange.ts'
import { startColumns, type ColumnTask } from './column-thread.ts'
import { finishDraft, openDraft, writeFiles } from './folder.ts'
import { readCoded } from './read-coded.ts'
import { readSide, type SideSource } from './read-side.ts'

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

/**
 * Writes the temporary table `log` (`_row`, `user`, `item`, `value`, `time`), of which the rows stand by `_row`, as a prepared log. Rows are ordered by time, then as in the file; users
 * and items are numbered by first appearance in that order. So the same rows give the same bytes, whatever file they came from.
 */
export async function writeLog(session: Session, target: LogTarget): Promise<PreparedLog> {
  return finishLog(session, target, startLog(target.folder, await readCoded(session)))
}

/** A log of which the columns are being written beside other work. */
export interface StartedLog extends NamedLog {
  readonly draft: string
  readonly columns: ColumnTask
}

/** Begins to write a log in memory into a draft beside `folder`. */
export function startLog(folder: string, named: NamedLog): StartedLog {
  const draft = openDraft(folder)
  return { ...named, draft, columns: startColumns(named.log, draft) }
}

/** Awaits the columns, numbers the identifiers, and gives the folder its place. */
export async function finishLog(
  session: Session,
  target: LogTarget,
  { users: userNames, items: itemNames, draft, columns }: StartedLog,
): Promise<PreparedLog> {
  try {
    const { rows, hasValues, hasTimes, userCodes, itemCodes } = await columns.written
    const users = Array.from(userCodes, (code) => userNames[code]!)
    const items = Array.from(itemCodes, (code) => itemNames[code]!)
    const tables = target.side && (await readSide(session, target.side, { user: users, item: items }))
    const side = tables ? packSide(tables) : null
    const rename = target.rename ?? ((identifier: string) => identifier)
    const [usersText, itemsText] = [JSON.stringify(users.map(rename)), JSON.stringify(items.map(rename))]
    const prepared: PreparedLog = {
      name: target.name,
      folder: target.folder,
      hash: await columns.hash([usersText, '\n', itemsText, ...(side === null ? [] : ['\n', side])]),
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
  } finally {
    columns.end()
  }
}
