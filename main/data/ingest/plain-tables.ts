import { INTEGER, VARCHAR } from '@duckdb/node-api'
import { appendValues } from '../engine/append.ts'
import { codeTypes } from '../engine/catalog.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import type { CountedEntities } from './entities.ts'
import type { FileColumns } from './join-parts.ts'
import type { TimeFacts } from './settle-part.ts'
import type { TablePlan } from './table.ts'

/** What a summary says of the rows that load. */
export interface LogFacts {
  readonly accepted: number
  readonly users: number
  readonly items: number
  /** Distinct pairs of user and item. */
  readonly pairs: number | Promise<number>
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
  pairs: Promise<number>,
): Promise<LogFacts> {
  const { rows, users, items, userCounts, itemCounts } = columns
  const { roles } = plan
  const types = { ...codeTypes(schema), value: 'DOUBLE', time: 'TIMESTAMP' }
  for (const [entity, counts, names] of [
    ['user', userCounts, users],
    ['item', itemCounts, items],
  ] as const) {
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
  const [from, to] = roles.time === undefined ? [null, null] : await range(session, columns.times)
  const counted = (entity: string) => `SELECT id, CAST(events AS BIGINT) AS events, first FROM counted_${entity}`
  return {
    accepted: rows,
    users: users.length,
    items: items.length,
    pairs,
    from,
    to,
    counted: { user: counted('user'), item: counted('item') },
  }
}

async function range(session: Session, { least, most }: TimeFacts): Promise<readonly (string | null)[]> {
  if (least > most) return [null, null]
  const text = (at: number) => `CAST(make_timestamp(${at}::BIGINT) AS VARCHAR)`
  return (await session.row(`SELECT ${text(least)}, ${text(most)}`)).map(String)
}
