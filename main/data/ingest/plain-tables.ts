import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { INTEGER, VARCHAR } from '@duckdb/node-api'
import { appendValues } from '../engine/append.ts'
import { codeTypes } from '../engine/catalog.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import type { CountedEntities } from './entities.ts'
import type { FileColumns } from './join-parts.ts'
import type { TablePlan } from './table.ts'

/** What a summary says of the rows that load. */
export interface LogFacts {
  readonly accepted: number
  readonly users: number
  readonly items: number
  /** Distinct pairs of user and item. */
  readonly pairs: number
  readonly from: string | null
  readonly to: string | null
  readonly counted?: CountedEntities
}

/**
 * Declares the table `events` with enumerations as identifiers, and the view `interactions` that shows it with texts. Its rows are not written here but kept as columns until someone
 * looks at them: see `stored-columns.ts`.
 */
export async function createColumns(
  session: Session,
  schema: string,
  plan: TablePlan,
  columns: FileColumns,
): Promise<LogFacts> {
  const { rows, user, item, users, items } = columns
  const { roles } = plan
  const types = { ...codeTypes(schema), value: 'DOUBLE', time: 'TIMESTAMP' }
  for (const [entity, codes, names] of [
    ['user', user, users],
    ['item', item, items],
  ] as const) {
    const counts = new Int32Array(names.length)
    for (let row = 0; row < rows; row++) counts[codes[row]!]!++
    await session.run(`CREATE OR REPLACE TEMP TABLE counted_${entity} (id VARCHAR, events INTEGER, first INTEGER)`)
    await appendValues(
      session,
      `counted_${entity}`,
      [VARCHAR, INTEGER, INTEGER],
      [names, counts, Int32Array.from(names.keys())],
    )
    await session.run(`CREATE TYPE ${types[entity]} AS ENUM (SELECT id FROM counted_${entity} ORDER BY first)`)
  }
  const list = plan.columns.map(({ name, guess }) => ({
    name: quoteName(name),
    role: guess.role as keyof typeof types,
  }))
  const shown = list.map(({ name, role }) =>
    role === 'user' || role === 'item' ? `CAST(${name} AS VARCHAR) AS ${name}` : name,
  )
  await session.run(`CREATE TABLE ${schema}.events (${list.map(({ name, role }) => `${name} ${types[role]}`).join(', ')});
    CREATE VIEW ${schema}.interactions AS SELECT rowid AS _row, ${shown.join(', ')} FROM ${schema}.events`)
  const [from, to] = roles.time === undefined ? [null, null] : await range(session, columns.time!)
  const counted = (entity: string) => `SELECT id, CAST(events AS BIGINT) AS events, first FROM counted_${entity}`
  return {
    accepted: rows,
    users: users.length,
    items: items.length,
    pairs: countPairs(columns),
    from,
    to,
    counted: { user: counted('user'), item: counted('item') },
  }
}

async function range(session: Session, time: Float64Array): Promise<readonly (string | null)[]> {
  let [least, most] = [Infinity, -Infinity]
  for (let row = 0; row < time.length; row++) {
    const at = time[row]!
    if (at < least) least = at
    if (at > most) most = at
  }
  if (least > most) return [null, null]
  const text = (at: number) => `CAST(make_timestamp(${at}::BIGINT) AS VARCHAR)`
  return (await session.row(`SELECT ${text(least)}, ${text(most)}`)).map(String)
}

/**
 * Distinct pairs. Rows are dealt to groups of neighbouring users, as one number each of the user's place in the group and the item; in a group, small enough for the
 * cache, the items of each user stand together, and each item remembers the last user that was seen with it.
 */
export function countPairs({ rows, user, item, users, items }: Omit<FileColumns, 'value' | 'time'>): number {
  const itemBits = 32 - Math.clz32(Math.max(1, items.length - 1))
  const groupBits = Math.min(8, 32 - itemBits)
  const groups = Math.ceil(users.length / 2 ** groupBits)
  const inGroup = 2 ** groupBits - 1
  const next = new Int32Array(groups + 1)
  for (let row = 0; row < rows; row++) next[(user[row]! >>> groupBits) + 1]!++
  for (let group = 0; group < groups; group++) next[group + 1]! += next[group]!
  const packed = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) {
    const code = user[row]!
    packed[next[code >>> groupBits]!++] = (code & inGroup) * 2 ** itemBits + item[row]!
  }
  const seen = new Int32Array(items.length).fill(-1)
  let byUser = new Int32Array(0)
  let pairs = 0
  for (let group = 0, start = 0; group < groups; start = next[group++]!) {
    const end = next[group]!
    const ends = new Int32Array(inGroup + 2)
    for (let at = start; at < end; at++) ends[(packed[at]! >>> itemBits) + 1]!++
    for (let place = 0; place <= inGroup; place++) ends[place + 1]! += ends[place]!
    if (byUser.length < end - start) byUser = new Int32Array(end - start)
    for (let at = start; at < end; at++) {
      const place = packed[at]! >>> itemBits
      byUser[ends[place]!++] = packed[at]! - place * 2 ** itemBits
    }
    for (let place = 0, at = 0; place <= inGroup; place++) {
      const code = group * (inGroup + 1) + place
      for (const stop = ends[place]!; at < stop; at++) {
        const each = byUser[at]!
        if (seen[each] === code) continue
        seen[each] = code
        pairs++
      }
    }
  }
  return pairs
}

/** Keeps the columns of a file until its table is filled from them. */
export async function storeColumns(folder: string, columns: FileColumns): Promise<void> {
  await mkdir(folder, { recursive: true })
  const files = {
    'user.i32': columns.user,
    'item.i32': columns.item,
    'value.f64': columns.value,
    'time.f64': columns.time,
  }
  await Promise.all(
    Object.entries(files).map(([name, column]) => column && writeColumn(path.join(folder, name), column)),
  )
}

const writtenBytes = 2 ** 28

/** Writes a column in few large pieces. */
async function writeColumn(file: string, column: Int32Array | Float64Array): Promise<void> {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
  const handle = await open(file, 'w')
  try {
    for (let at = 0; at < bytes.length;)
      at += (await handle.write(bytes, at, Math.min(writtenBytes, bytes.length - at))).bytesWritten
  } finally {
    await handle.close()
  }
}
