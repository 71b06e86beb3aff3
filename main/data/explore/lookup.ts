import type { Cell, ItemLabel, UserHistory } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { CatalogEntry } from '../engine/catalog.ts'
import type { Session } from '../engine/database.ts'
import { quoteName, quoteText } from '../engine/values.ts'
import { toCell } from './rows.ts'
import { findTable } from './table.ts'

const like = (query: string) =>
  `'%${query.toLowerCase().replaceAll("'", "''").replaceAll('\\', '\\\\').replaceAll('%', '\\%').replaceAll('_', '\\_')}%' ESCAPE '\\'`

/** Users whose identifier contains the query, exact ones first, then the busiest. */
export async function searchUsers(
  session: Session,
  entry: CatalogEntry,
  query: string,
  limit: number,
): Promise<readonly { user: string; events: number }[]> {
  const table = findTable(entry, 'users').sql
  const rows = await session.rows(
    `SELECT id, events FROM ${table} WHERE lower(id) LIKE ${like(query)} ORDER BY id = ${quoteText(query)} DESC, events DESC, id LIMIT ${limit}`,
  )
  return rows.map(([user, events]) => ({ user: String(user), events: Number(events) }))
}

/** Which of title and category the items have, as SQL. */
function labelColumns(entry: CatalogEntry): { title: string; category: string } {
  const names = findTable(entry, 'items').info.columns.map(({ name }) => name)
  const column = (name: string) => (names.includes(name) ? `CAST(i.${name} AS VARCHAR)` : 'CAST(NULL AS VARCHAR)')
  return { title: column('title'), category: column('category') }
}

const text = (value: unknown) => (value === null || value === undefined ? null : String(value))

/** Items whose identifier or title contains the query, exact ones first, then the most popular. */
export async function searchItems(
  session: Session,
  entry: CatalogEntry,
  query: string,
  limit: number,
): Promise<readonly ItemLabel[]> {
  const { title, category } = labelColumns(entry)
  const rows = await session.rows(`SELECT id, ${title}, ${category} FROM ${findTable(entry, 'items').sql} i
    WHERE lower(id) LIKE ${like(query)} OR lower(${title}) LIKE ${like(query)} ORDER BY id = ${quoteText(query)} DESC, events DESC, id LIMIT ${limit}`)
  return rows.map(([item, name, kind]) => ({ item: String(item), title: text(name), category: text(kind) }))
}

/** Labels in the order asked; an unknown item has neither title nor category. */
export async function labelItems(
  session: Session,
  entry: CatalogEntry,
  items: readonly string[],
): Promise<readonly ItemLabel[]> {
  if (items.length === 0) return []
  const { title, category } = labelColumns(entry)
  const wanted = [...new Set(items)].map(quoteText).join(', ')
  const rows = await session.rows(
    `SELECT id, ${title}, ${category} FROM ${findTable(entry, 'items').sql} i WHERE id IN (${wanted})`,
  )
  const known = new Map(rows.map(([item, name, kind]) => [String(item), { title: text(name), category: text(kind) }]))
  return items.map((item) => ({ item, ...(known.get(item) ?? { title: null, category: null }) }))
}

/** Everything a user did, newest first. Errors: `not-found` with the nearest identifiers. */
export async function readHistory(session: Session, entry: CatalogEntry, user: string): Promise<UserHistory> {
  const { roles } = entry.detail
  const users = findTable(entry, 'users')
  const [found] = await session.rows(`SELECT * EXCLUDE (_row, id) FROM ${users.sql} WHERE id = ${quoteText(user)}`)
  if (!found) throw await unknownUser(session, entry, user)
  const names = users.info.columns.map(({ name }) => name).filter((name) => name !== 'id')
  const attributes = Object.fromEntries(names.map((name, index) => [name, toCell(found[index]!)])) as Record<
    string,
    Cell
  >
  const column = (name: string | undefined) => (name === undefined ? 'NULL' : `l.${quoteName(name)}`)
  const { title, category } = labelColumns(entry)
  const rows =
    await session.rows(`SELECT l.${quoteName(roles.item!)}, ${title}, ${category}, ${column(roles.time)}, ${column(roles.value ?? roles.reward)}, ${column(roles.event)}
    FROM ${findTable(entry, 'interactions').sql} l LEFT JOIN ${findTable(entry, 'items').sql} i ON i.id = l.${quoteName(roles.item!)}
    WHERE l.${quoteName(roles.user!)} = ${quoteText(user)} ORDER BY ${column(roles.time)} DESC NULLS LAST, l._row DESC LIMIT 5000`)
  const events = rows.map(([item, name, kind, time, value, event]) => ({
    item: String(item),
    title: text(name),
    category: text(kind),
    time: text(time),
    value: value === null ? null : Number(value),
    event: text(event),
  }))
  return { user, attributes, events }
}

async function unknownUser(session: Session, entry: CatalogEntry, user: string): Promise<RecbenchError> {
  const near = await session.rows(
    `SELECT id FROM ${findTable(entry, 'users').sql} ORDER BY levenshtein(id, ${quoteText(user.slice(0, 64))}), events DESC LIMIT 3`,
  )
  return new RecbenchError('not-found', `"${user}" is not a user of "${entry.detail.name}".`, {
    remedy: `The nearest are ${near.map(([id]) => `"${String(id)}"`).join(', ')}.`,
  })
}
