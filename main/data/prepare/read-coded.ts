import { dealBlock, emptyBlock } from '../columns/blocks.ts'
import type { Session } from '../engine/database.ts'
import type { NamedLog } from './write-log.ts'
import { doubles, integers } from './vectors.ts'

/** Reads the temporary table `log` in the order of its rows, users and items coded in no order that matters, for so many threads. */
export async function readCoded(session: Session, threads: number): Promise<NamedLog> {
  const [first, ...counts] = await session.row('SELECT min(rowid), count(*), count(value), count(time) FROM log')
  const [rows, values, times] = counts.map(Number) as [number, number, number]
  const users = await codes(session, 'user')
  const items = await codes(session, 'item')
  const block = emptyBlock(rows, { value: values > 0 ? Float32Array : null, time: times > 0 })
  const { user, item, value, time } = block
  const query = `SELECT CAST(log.rowid - ${String(first ?? 0)} AS INTEGER), ${users.sql}, ${items.sql}${value ? ', CAST(value AS DOUBLE)' : ''}${time ? ', epoch(time)' : ''}
    FROM log ${users.join} ${items.join}`
  for await (const chunk of session.chunks(query)) {
    const row = integers(chunk, 0)
    const columns = [integers(chunk, 1), integers(chunk, 2)] as const
    const value64 = value && doubles(chunk, 3)
    const time64 = time && doubles(chunk, value ? 4 : 3)
    for (let i = 0; i < row.length; i++) {
      const at = row[i]!
      user[at] = columns[0][i]!
      item[at] = columns[1][i]!
      if (value) value[at] = value64![i]!
      if (time) time[at] = time64![i]!
    }
  }
  const log = {
    users: users.names.length,
    items: items.names.length,
    parts: dealBlock(block, threads),
    hasValues: value !== null,
    hasTimes: time !== null,
  }
  return { log, users: users.names, items: items.names }
}

/** A code for each distinct identifier of a column: that of its type where it is an enumeration, otherwise its place in a list. */
async function codes(session: Session, column: 'user' | 'item') {
  const [type] = await session.row(`SELECT typeof(${column}) FROM log LIMIT 1`)
  if (String(type).startsWith('ENUM')) {
    const names = await session.rows(`SELECT unnest(enum_range(${column})) FROM (SELECT ${column} FROM log LIMIT 1)`)
    return { names: names.map(([name]) => String(name)), sql: `CAST(enum_code(${column}) AS INTEGER)`, join: '' }
  }
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${column}_codes AS SELECT name, CAST(row_number() OVER () - 1 AS INTEGER) AS code FROM (SELECT DISTINCT ${column} AS name FROM log)`,
  )
  const names = await session.rows(`SELECT name FROM ${column}_codes ORDER BY code`)
  return {
    names: names.map(([name]) => String(name)),
    sql: `${column}_codes.code`,
    join: `JOIN ${column}_codes ON ${column}_codes.name = log.${column}`,
  }
}
