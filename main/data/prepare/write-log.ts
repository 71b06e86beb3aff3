import { createHash } from 'node:crypto'
import type { DatasetDetail } from '../../contract/api/data.ts'
import type { Session } from '../engine/database.ts'
import type { PreparedLog } from '../service.ts'
import { packSide } from '../side-tables.ts'
import { writeFolder } from './folder.ts'
import { readSide, type SideSource } from './read-side.ts'
import { doubles, integers } from './vectors.ts'

/** Columns and vocabularies of a log in memory. */
interface LogColumns {
  readonly user: Int32Array
  readonly item: Int32Array
  readonly value: Float32Array | null
  readonly time: Float64Array | null
  readonly users: readonly string[]
  readonly items: readonly string[]
  /** Side tables as they are written; null when there are none. */
  readonly side: string | null
}

export interface LogTarget {
  readonly name: string
  readonly folder: string
  readonly recipe: DatasetDetail['recipe']
  /** Replaces raw identifiers as they are written. */
  readonly rename?: ((identifier: string) => string) | undefined
  /** What is known of users and items beside the log. */
  readonly side?: SideSource
}

/**
 * Writes the temporary table `log` (`_row`, `user`, `item`, `value`, `time`) as a prepared log. Rows are ordered by time, then as in the file; users
 * and items are numbered by first appearance in that order. So the same rows give the same bytes, whatever file they came from.
 */
export async function writeLog(session: Session, target: LogTarget): Promise<PreparedLog> {
  const columns = await readColumns(session, target)
  const hash = hashColumns(columns)
  const { user, value, time, users, items } = columns
  const log: PreparedLog = {
    name: target.name,
    folder: target.folder,
    hash,
    users: users.length,
    items: items.length,
    rows: user.length,
    hasValues: value !== null,
    hasTimes: time !== null,
    recipe: target.recipe,
  }
  writeFolder(target.folder, {
    'user.i32': columns.user,
    'item.i32': columns.item,
    'value.f32': value,
    'time.f64': time,
    'users.json': JSON.stringify(users),
    'items.json': JSON.stringify(items),
    'side.json': columns.side,
    'log.json': JSON.stringify(log),
  })
  return log
}

async function readColumns(session: Session, target: LogTarget): Promise<LogColumns> {
  const rename = target.rename ?? ((identifier: string) => identifier)
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ordered AS SELECT row_number() OVER (ORDER BY time, _row) - 1 AS position, _row, user, item, value, time FROM log`,
  )
  const [rows, values, times] = (await session.row('SELECT count(*), count(value), count(time) FROM ordered')).map(
    Number,
  )
  const users = await number(session, 'user')
  const items = await number(session, 'item')
  const user = new Int32Array(rows!)
  const item = new Int32Array(rows!)
  const value = values! > 0 ? new Float32Array(rows!) : null
  const time = times! > 0 ? new Float64Array(rows!) : null
  let offset = 0
  const query = `SELECT CAST(u.number AS INTEGER), CAST(i.number AS INTEGER)${value ? ', CAST(value AS DOUBLE)' : ''}${time ? ', epoch(time)' : ''}
    FROM ordered JOIN user_numbers u ON u.name = ordered.user JOIN item_numbers i ON i.name = ordered.item ORDER BY position`
  for await (const chunk of session.chunks(query)) {
    user.set(integers(chunk, 0), offset)
    item.set(integers(chunk, 1), offset)
    value?.set(doubles(chunk, 2), offset)
    time?.set(doubles(chunk, value ? 3 : 2), offset)
    offset += chunk.rowCount
  }
  const side = target.side ? await readSide(session, target.side) : null
  return { user, item, value, time, users: users.map(rename), items: items.map(rename), side: side && packSide(side) }
}

/** Numbers the distinct identifiers of a column into the temporary table `<column>_numbers`, by first appearance; returns them in that order. */
async function number(session: Session, column: 'user' | 'item'): Promise<string[]> {
  await session.run(`CREATE OR REPLACE TEMP TABLE ${column}_numbers AS
    SELECT ${column} AS name, row_number() OVER (ORDER BY min(position)) - 1 AS number FROM ordered GROUP BY ${column}`)
  const names = await session.rows(`SELECT name FROM ${column}_numbers ORDER BY number`)
  return names.map(([name]) => String(name))
}

/** SHA-256 over counts, columns (little endian), vocabularies and side tables. */
function hashColumns({ user, item, value, time, users, items, side }: LogColumns): string {
  const hash = createHash('sha256')
  hash.update(
    `recbench log 1\n${user.length} ${users.length} ${items.length} ${value ? 'values' : ''} ${time ? 'times' : ''}\n`,
  )
  for (const column of [user, item, value, time]) if (column) hash.update(column)
  hash.update(JSON.stringify(users)).update('\n').update(JSON.stringify(items))
  if (side !== null) hash.update('\n').update(side)
  return hash.digest('hex')
}
