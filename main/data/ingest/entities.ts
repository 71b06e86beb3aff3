import type { TableInfo } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions } from '../../contract/experiment.ts'
import type { Session } from '../engine/database.ts'
import { quoteName, quoteText } from '../engine/values.ts'
import { loadRaw } from './raw.ts'
import { findSideFile, normalName, openSideFile, type Entity, type SideFile } from './side-files.ts'
import type { Source } from './source.ts'
import { planTable, stageTable, type PlannedColumn, type TablePlan } from './table.ts'

interface Attribute {
  readonly name: string
  readonly type: TableInfo['columns'][number]['type']
  readonly sql: string
}

const titles =
  /^(title|movietitle|itemtitle|producttitle|booktitle|name|itemname|productname|description|artistname|headline)$/
const categories =
  /^(category|genres?|categorycode|categories|cate|cuisine|class|department|categoryid|productcategory)$/
const ofItems = /^(titlezh|titleen|price|unitprice|brand|author|authors|artist|year|releaseyear|url)$/
const ofUsers = /^(age|gender|sex|occupation|country|city|zip|segment|region|userlvcd)$/

/** Queries of identifiers with their events and their first row, `id`, `events`, `first`, where these are known beforehand. */
export type CountedEntities = Readonly<Record<Entity, string>>

/**
 * Writes the tables `items` and `users`: `id`, `events`, and attributes from a file beside the log, or from columns of the log that belong to items or users (the last value
 * stands). The best column of names becomes `title`, that of kinds `category`. `joined` shows the log with them.
 */
export async function writeEntities(
  session: Session,
  schema: string,
  source: Source,
  plan: TablePlan,
  options: ReadingOptions,
  stem: string,
  rows: number,
  counted?: CountedEntities,
): Promise<readonly TableInfo[]> {
  const [items, users] = await writeItemsAndUsers(session, schema, source, plan, options, stem, counted)
  const joined = await writeJoined(session, schema, plan, items, rows)
  return joined ? [items, users, joined] : [items, users]
}

/** The tables `items` and `users` of a schema that has `interactions`, without `joined`. */
export async function writeItemsAndUsers(
  session: Session,
  schema: string,
  source: Source,
  plan: Pick<TablePlan, 'roles' | 'columns'>,
  options: ReadingOptions,
  stem: string,
  counted?: CountedEntities,
): Promise<readonly [items: TableInfo, users: TableInfo]> {
  return [
    await writeEntity(session, schema, source, plan, options, 'item', `${stem}.items`, counted?.item),
    await writeEntity(session, schema, source, plan, options, 'user', `${stem}.users`, counted?.user),
  ]
}

async function writeEntity(
  session: Session,
  schema: string,
  source: Source,
  plan: Pick<TablePlan, 'roles' | 'columns'>,
  options: ReadingOptions,
  entity: Entity,
  stem: string,
  counted: string | undefined,
): Promise<TableInfo> {
  const column = plan.roles[entity]!
  const log = `${schema}.interactions`
  const distinct = counted ?? `SELECT DISTINCT ${quoteName(column)} AS id FROM ${log}`
  const [file, key] = entity === 'item' ? [options.items, options.itemKey] : [options.users, options.userKey]
  const side =
    file === undefined ? await findSideFile(source, entity, column) : await openSideFile(file, entity, column, key)
  const attributes = side ? await loadSide(session, side, entity, distinct, stem) : null
  if (file !== undefined && !attributes) throw unmatched(file, entity, side!.key, column)
  const own = attributes ? [] : ownAttributes(plan.columns, entity)
  const named = rename(attributes ?? own, entity)
  const table = `${entity}s`
  const picked = own.map(({ sql }) => `arg_max(${sql}, _row) AS ${sql}`)
  const grouped =
    counted ??
    `SELECT ${quoteName(column)} AS id, count(*) AS events, min(_row) AS first${picked.map((sql) => `, ${sql}`).join('')} FROM ${log} GROUP BY ${quoteName(column)}`
  const list = named.map(({ name, sql }) => `, ${attributes ? sql : `c.${sql}`} AS ${quoteName(name)}`).join('')
  const join = attributes ? `LEFT JOIN side s ON s._key = c.id` : ''
  await session.run(
    `CREATE ${schema === 'temp' ? 'TEMP ' : ''}TABLE ${schema}.${table} AS SELECT row_number() OVER (ORDER BY c.first) AS _row, c.id, c.events${list} FROM (${grouped}) c ${join} ORDER BY c.first`,
  )
  const [rows] = await session.row(`SELECT count(*) FROM ${schema}.${table}`)
  const idType = plan.columns.find(({ name }) => name === column)?.type ?? 'text'
  return {
    name: table,
    rows: Number(rows),
    columns: [
      { name: 'id', type: idType, role: entity },
      { name: 'events', type: 'integer', role: null },
      ...named.map(({ name, type }) => ({ name, type, role: null })),
    ],
  }
}

const unmatched = (file: string, entity: Entity, key: string, column: string) =>
  new RecbenchError('bad-input', `Fewer than one in twenty of the log's ${entity}s are in the table that was named.`, {
    where: `${file}, column "${key}", against the log's "${column}"`,
    remedy: `Name the column that holds the log's identifiers as the key of the ${entity}s, or another file.`,
  })

/** Columns of the log that describe its items or users. */
function ownAttributes(columns: readonly PlannedColumn[], entity: Entity): readonly Attribute[] {
  const fits = (name: string) =>
    entity === 'user' ? ofUsers.test(name) : titles.test(name) || categories.test(name) || ofItems.test(name)
  return columns
    .filter(({ name, guess }) => guess.role === null && fits(normalName(name)))
    .map(({ name, type }) => ({ name, type, sql: quoteName(name) }))
}

/** Names the attributes: `title` and `category` for the first that look it, everything else as it is unless taken. */
function rename(attributes: readonly Attribute[], entity: Entity): readonly Attribute[] {
  const find = (pattern: RegExp) =>
    entity === 'item' ? attributes.find(({ name }) => pattern.test(normalName(name))) : undefined
  const title = find(/title$/) ?? find(titles)
  const category = find(categories)
  const used = new Set(['id', 'events', '_row', title ? 'title' : '', category ? 'category' : ''])
  return attributes.map((attribute) => {
    if (attribute === title) return { ...attribute, name: 'title' }
    if (attribute === category) return { ...attribute, name: 'category' }
    let name = attribute.name
    for (let i = 2; used.has(name.toLowerCase()); i++) name = `${attribute.name} ${i}`
    used.add(name.toLowerCase())
    return { ...attribute, name }
  })
}

/** Loads a file beside the log as the temporary table `side` with `_key`; null when it knows fewer than one in twenty of the log's identifiers. */
async function loadSide(
  session: Session,
  side: SideFile,
  entity: Entity,
  distinct: string,
  stem: string,
): Promise<readonly Attribute[] | null> {
  const loaded = await loadRaw(session, side.source, side.options, stem, Infinity)
  const names = side.names
  if (names && names.length !== loaded.layout.columns.length) return null
  const raw = names ? { ...loaded, layout: { ...loaded.layout, columns: names, knownRoles: {} } } : loaded
  const plan = await planTable(session, raw, { roles: { [entity]: side.key } }, 'none but stated')
  await stageTable(session, plan)
  const lists = new Set(raw.layout.lists)
  const key = quoteName(side.key)
  await session.run(
    `CREATE OR REPLACE TEMP TABLE side AS SELECT ${key} AS _key, * FROM staged WHERE ${key} IS NOT NULL QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY _line) = 1`,
  )
  const [share] = await session.row(
    `SELECT avg(CASE WHEN s._key IS NULL THEN 0 ELSE 1 END) FROM (${distinct}) c LEFT JOIN side s ON s._key = c.id`,
  )
  if (Number(share) < 0.05) return null
  return foldFlags(
    plan.columns
      .filter(({ name, sample }) => name !== side.key && sample.texts.length > 0)
      .map(({ name, type }) => ({ name, type, sql: toSql(name, lists) })),
    session,
    side,
  )
}

/** RecBole writes several categories of one row with blanks between them; elsewhere bars stand there. */
const toSql = (name: string, lists: ReadonlySet<string>) =>
  lists.has(name) && categories.test(normalName(name))
    ? `replace(s.${quoteName(name)}, ' ', '|')`
    : `s.${quoteName(name)}`

/** The genre flags of `u.item` become one text of names. */
async function foldFlags(
  attributes: readonly Attribute[],
  session: Session,
  side: SideFile,
): Promise<readonly Attribute[]> {
  if (!side.names?.includes('Film-Noir')) return attributes
  const from = side.names.indexOf('unknown')
  const flags = side.names.slice(from)
  const parts = flags.map((name) => `CASE WHEN CAST(${quoteName(name)} AS VARCHAR) = '1' THEN ${quoteText(name)} END`)
  await session.run(
    `CREATE OR REPLACE TEMP TABLE side AS SELECT *, concat_ws('|', ${parts.join(', ')}) AS genres FROM side`,
  )
  return [...attributes.filter(({ name }) => !flags.includes(name)), { name: 'genres', type: 'text', sql: 's.genres' }]
}

/** The log with the title and category of each row's item, as a view; null when there is nothing to add. */
async function writeJoined(
  session: Session,
  schema: string,
  plan: TablePlan,
  items: TableInfo,
  rows: number,
): Promise<TableInfo | null> {
  const taken = new Set(plan.columns.map(({ name }) => name.toLowerCase()))
  const added = items.columns.filter(({ name }) => name !== 'id' && name !== 'events' && !taken.has(name.toLowerCase()))
  const interactions = plan.columns.map(({ name, type, guess }) => ({ name, type, role: guess.role }))
  if (added.length === 0) return null
  const list = added.map(({ name }) => `, i.${quoteName(name)}`).join('')
  await session.run(
    `CREATE VIEW ${schema}.joined AS SELECT l.*${list} FROM ${schema}.interactions l LEFT JOIN ${schema}.items i ON i.id = l.${quoteName(plan.roles.item!)}`,
  )
  return { name: 'joined', rows, columns: [...interactions, ...added] }
}
