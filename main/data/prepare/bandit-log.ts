import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import type { CatalogEntry } from '../engine/catalog.ts'
import type { Session } from '../engine/database.ts'
import { quoteName, quoteText } from '../engine/values.ts'
import { findTable, type Column } from '../explore/table.ts'
import type { BanditLog } from '../service.ts'
import { writeFolder } from './folder.ts'
import { preparedFolder } from './prepare.ts'
import { readAttributes } from './action-attributes.ts'
import { doubles, integers } from './vectors.ts'

/** A text column with more distinct values than this is left out of the context. */
const mostCategories = 64
/** Of the files written; another one makes logs that were written before be written again. */
const layoutVersion = 'recbench bandit log 2'

interface ContextColumn {
  readonly name: string
  readonly sql: string
}

/**
 * Writes a data set's logged bandit feedback, in file order. The action is the column of role action, or the item; actions are numbered in natural order of
 * their identifiers. Rewards come from the role reward, or the value; positions start at 0, whatever the file starts at. The context is made of the columns that describe the user or the
 * moment (`user_feature…`, `user-item_affinity…`, `context…`, and the role context): one 0/1 number per value of a text column, a number as it is, missing as 0.
 * Rounds with the same value of the role query were shown together. Attributes of actions come from the table of items and from the log's own columns about items.
 *
 * @param withoutPropensities whether a log that has none will do; they are then 0, to be estimated
 *
 * Errors: `unsupported` when action, reward or propensity is absent.
 */
export async function writeBanditLog(
  session: Session,
  workspace: string,
  entry: CatalogEntry,
  withoutPropensities = false,
): Promise<BanditLog> {
  const { name, roles } = entry.detail
  const action = roles.action ?? roles.item
  const reward = roles.reward ?? roles.value
  if (action === undefined || reward === undefined || (roles.propensity === undefined && !withoutPropensities))
    throw new RecbenchError(
      'unsupported',
      `"${name}" is no logged bandit feedback: it has no ${reward === undefined || action === undefined ? 'reward' : 'propensity'}.`,
      {
        why: 'Off-policy estimates need the action, its reward and the probability with which it was chosen.',
        remedy:
          reward === undefined || action === undefined
            ? 'Give the role reward (or value) to the column of what a shown item paid, clicks and misses alike.'
            : 'Choose a data set with propensities, let them be estimated (--propensities estimated), or value policies by simulation.',
      },
    )
  const key = `${layoutVersion} ${String(withoutPropensities)} ${entry.fingerprint}`
  const folder = path.join(
    preparedFolder(workspace, name),
    `bandit-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`,
  )
  const finished = path.join(folder, 'log.json')
  if (existsSync(finished)) return { ...(JSON.parse(readFileSync(finished, 'utf8')) as BanditLog), folder }
  const table = findTable(entry, 'interactions')
  const position =
    roles.position === undefined ? '0' : `${quoteName(roles.position)} - min(${quoteName(roles.position)}) OVER ()`
  const propensity = roles.propensity === undefined ? '0' : quoteName(roles.propensity)
  const visit = roles.query === undefined ? "''" : `coalesce(CAST(${quoteName(roles.query)} AS VARCHAR), '')`
  await session.run(`CREATE OR REPLACE TEMP TABLE rounds AS SELECT *, CAST(${quoteName(action)} AS VARCHAR) AS _action, CAST(${quoteName(reward)} AS DOUBLE) AS _reward,
    CAST(${propensity} AS DOUBLE) AS _propensity, CAST(coalesce(${position}, 0) AS INTEGER) AS _position, ${visit} AS _visit FROM ${table.sql}
    WHERE ${quoteName(reward)} IS NOT NULL AND ${propensity} IS NOT NULL`)
  const names = await session.rows(
    'SELECT _action FROM rounds GROUP BY _action ORDER BY TRY_CAST(_action AS HUGEINT), _action',
  )
  await session.run(
    `CREATE OR REPLACE TEMP TABLE actions AS SELECT _action AS name, row_number() OVER (ORDER BY TRY_CAST(_action AS HUGEINT), _action) - 1 AS number FROM (SELECT DISTINCT _action FROM rounds)`,
  )
  await session.run(
    `CREATE OR REPLACE TEMP TABLE visits AS SELECT _visit AS name, row_number() OVER (ORDER BY min(_row)) - 1 AS number FROM rounds GROUP BY _visit`,
  )
  const used = new Set([
    roles.user,
    roles.item,
    roles.time,
    action,
    reward,
    roles.propensity,
    roles.position,
    roles.query,
  ])
  const context = await contextColumns(
    session,
    table.info.columns.filter((column) => !used.has(column.name) && describesContext(column)),
  )
  const columns = await readRounds(session, context)
  const [positions] = await session.row('SELECT max(_position) + 1 FROM rounds')
  const [visits] = await session.row('SELECT count(*) FROM visits')
  const actionNames = names.map(([id]) => String(id))
  const attributes = await readAttributes(session, entry, actionNames, action === roles.item)
  const hash = createHash('sha256').update(`${layoutVersion}\n`)
  for (const column of Object.values(columns)) hash.update(column)
  hash.update(JSON.stringify(names))
  const log: BanditLog = {
    name,
    folder,
    hash: hash.digest('hex'),
    rounds: columns.action.length,
    actions: names.length,
    positions: Number(positions),
    contextSize: context.length,
    actionNames,
    attributes,
    ...(roles.query !== undefined && { slates: Number(visits) }),
    ...(roles.propensity === undefined && { hasPropensities: false }),
  }
  mkdirSync(path.dirname(folder), { recursive: true })
  writeFolder(folder, {
    'action.i32': columns.action,
    'reward.f32': columns.reward,
    'propensity.f64': columns.propensity,
    'position.i32': columns.position,
    'slate.i32': roles.query === undefined ? null : columns.slate,
    'context.f32': context.length > 0 ? columns.context : null,
    'context.json': JSON.stringify(context.map(({ name: label }) => label)),
    'log.json': JSON.stringify(log),
  })
  return log
}

const describesContext = ({ name, role }: Column) =>
  role === 'context' || /^(user[_-]?feature|user[_-]item|affinity|context)/i.test(name)

async function contextColumns(session: Session, columns: readonly Column[]): Promise<readonly ContextColumn[]> {
  const parts: ContextColumn[] = []
  for (const { name, type } of columns) {
    const column = quoteName(name)
    if (type === 'integer' || type === 'number') {
      parts.push({ name, sql: `coalesce(CAST(${column} AS DOUBLE), 0)` })
      continue
    }
    const values = await session.rows(
      `SELECT DISTINCT CAST(${column} AS VARCHAR) AS v FROM rounds WHERE ${column} IS NOT NULL ORDER BY v LIMIT ${mostCategories + 1}`,
    )
    if (values.length > mostCategories) continue
    for (const [value] of values)
      parts.push({
        name: `${name} = ${String(value)}`,
        sql: `CASE WHEN CAST(${column} AS VARCHAR) = ${quoteText(String(value))} THEN 1.0::DOUBLE ELSE 0.0::DOUBLE END`,
      })
  }
  return parts
}

async function readRounds(session: Session, context: readonly ContextColumn[]) {
  const [count] = await session.row('SELECT count(*) FROM rounds')
  const rounds = Number(count)
  const width = context.length
  const action = new Int32Array(rounds)
  const reward = new Float32Array(rounds)
  const propensity = new Float64Array(rounds)
  const position = new Int32Array(rounds)
  const slate = new Int32Array(rounds)
  const matrix = new Float32Array(rounds * width)
  const list = context.map(({ sql }) => `, ${sql}`).join('')
  let offset = 0
  for await (const chunk of session.chunks(
    `SELECT CAST(actions.number AS INTEGER), _reward, _propensity, _position, CAST(visits.number AS INTEGER)${list} FROM rounds
    JOIN actions ON actions.name = rounds._action JOIN visits ON visits.name = rounds._visit ORDER BY _row`,
  )) {
    action.set(integers(chunk, 0), offset)
    reward.set(doubles(chunk, 1), offset)
    propensity.set(doubles(chunk, 2), offset)
    position.set(integers(chunk, 3), offset)
    slate.set(integers(chunk, 4), offset)
    for (let c = 0; c < width; c++) {
      const column = doubles(chunk, 5 + c)
      for (let r = 0; r < column.length; r++) matrix[(offset + r) * width + c] = column[r]!
    }
    offset += chunk.rowCount
  }
  return { action, reward, propensity, position, slate, context: matrix }
}
