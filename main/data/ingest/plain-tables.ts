import { writeFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { INTEGER, VARCHAR } from '@duckdb/node-api'
import { appendValues } from '../engine/append.ts'
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
  const types = { user: `${schema}.user_id`, item: `${schema}.item_id`, value: 'DOUBLE', time: 'TIMESTAMP' }
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

/** Distinct pairs: the items of each user stand together, and each item remembers the last user that was seen with it. */
function countPairs({ rows, user, item, users, items }: FileColumns): number {
  const next = new Int32Array(users.length + 1)
  for (let row = 0; row < rows; row++) next[user[row]! + 1]!++
  for (let code = 0; code < users.length; code++) next[code + 1]! += next[code]!
  const byUser = new Int32Array(rows)
  for (let row = 0; row < rows; row++) byUser[next[user[row]!]!++] = item[row]!
  const seen = new Int32Array(items.length).fill(-1)
  let pairs = 0
  for (let code = 0, at = 0; code < users.length; code++)
    for (const end = next[code]!; at < end; at++) {
      const each = byUser[at]!
      if (seen[each] === code) continue
      seen[each] = code
      pairs++
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
  for (const [name, column] of Object.entries(files)) if (column) await writeFile(path.join(folder, name), column)
}
