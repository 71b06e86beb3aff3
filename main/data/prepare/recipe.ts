import { createHmac } from 'node:crypto'
import type { DatasetDetail, RecipeOutcome } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { RecipeStep, Role } from '../../contract/experiment.ts'
import type { Session } from '../engine/database.ts'
import type { CodedRows } from '../engine/stored-columns.ts'
import { quoteName, quoteText } from '../engine/values.ts'

/** The tables and roles that a recipe works on. */
export interface RecipeSource {
  readonly name: string
  /** The interactions with `_row`, qualified. */
  readonly table: string
  readonly roles: DatasetDetail['roles']
}

/** Makes the temporary table `log` (`_row`, `user`, `item`, `value`, `time`, `event`) of a data set's interactions; identifiers are texts, or what coded rows have. */
export async function openLog(
  session: Session,
  { table, roles }: RecipeSource,
  { from, types }: CodedRows = { from: table, types: { user: 'VARCHAR', item: 'VARCHAR' } },
): Promise<void> {
  const value = roles.value ?? roles.reward
  const column = (name: string | undefined, type: string) =>
    `CAST(${name === undefined ? 'NULL' : quoteName(name)} AS ${type})`
  await session.run(`CREATE OR REPLACE TEMP TABLE log AS SELECT _row, ${column(roles.user, types.user)} AS user, ${column(roles.item, types.item)} AS item,
    ${column(value, 'DOUBLE')} AS value, ${column(roles.time, 'TIMESTAMP')} AS time, ${column(roles.event, 'VARCHAR')} AS event FROM ${from}`)
}

/**
 * Applies the steps in order to `log` and counts its rows before and after each. Rows that lack a value or a time where others have one are dropped at the
 * end, as a step of its own. Errors: `invalid-parameter` for a step that the log cannot take or that leaves nothing.
 */
export async function applyRecipe(
  session: Session,
  source: RecipeSource,
  steps: readonly RecipeStep[],
): Promise<readonly RecipeOutcome[]> {
  const outcomes: RecipeOutcome[] = []
  let rowsBefore = await count(session)
  async function apply(step: RecipeStep) {
    if (!step.off) await applyStep(session, source, step)
    const rowsAfter = step.off ? rowsBefore : await count(session)
    if (rowsAfter === 0)
      throw new RecbenchError(
        'invalid-parameter',
        `The step ${step.step} leaves none of ${rowsBefore.toLocaleString('en')} rows.`,
        {
          where: `recipe of "${source.name}", step ${outcomes.length + 1}`,
          remedy: 'Loosen it, or switch it off.',
        },
      )
    outcomes.push({ step, rowsBefore, rowsAfter })
    rowsBefore = rowsAfter
  }
  for (const step of steps) await apply(step)
  const [values, times] = (await session.row('SELECT count(value), count(time) FROM log')).map(Number)
  const partial = (['value', 'time'] as const).filter(
    (_, i) => [values!, times!][i]! > 0 && [values!, times!][i]! < rowsBefore,
  )
  if (partial.length > 0) await apply({ step: 'dropMissing', roles: [...partial] })
  return outcomes
}

/** How raw identifiers are written: by the keyed hash of an `anonymise` step, HMAC-SHA-256 cut to 16 hexadecimal digits, or as they are. */
export function renaming(steps: readonly RecipeStep[]): ((identifier: string) => string) | undefined {
  const step = steps.find((candidate) => candidate.step === 'anonymise' && !candidate.off)
  if (step?.step !== 'anonymise') return undefined
  return (identifier) => createHmac('sha256', step.key).update(identifier).digest('hex').slice(0, 16)
}

const count = async (session: Session) => Number((await session.row('SELECT count(*) FROM log'))[0])

async function applyStep(session: Session, source: RecipeSource, step: RecipeStep): Promise<void> {
  switch (step.step) {
    case 'deduplicate':
      return keep(
        session,
        `QUALIFY row_number() OVER (PARTITION BY user, item ORDER BY time ${step.keep === 'last' ? 'DESC' : ''}, _row ${step.keep === 'last' ? 'DESC' : ''}) = 1`,
      )
    case 'dropMissing':
      return keep(session, `WHERE ${step.roles.map((role) => present(source, role)).join(' AND ') || 'true'}`)
    case 'valueRange':
      need(source, 'value', step.step, source.roles.value ?? source.roles.reward)
      return keep(
        session,
        `WHERE value >= ${number(step.minimum, '-infinity')} AND value <= ${number(step.maximum, 'infinity')}`,
      )
    case 'kCore':
      return kCore(session, step.user, step.item)
    case 'events':
      need(source, 'event', step.step, source.roles.event)
      return weighEvents(session, step.weights)
    case 'timeWindow':
      need(source, 'time', step.step, source.roles.time)
      return timeWindow(session, step.from, step.to)
    case 'sample':
      return sample(session, step.fraction, step.seed)
    case 'filter':
      return keep(
        session,
        `WHERE _row IN (SELECT _row FROM ${source.table} WHERE CAST(${await columnOf(session, source, step.column)} AS VARCHAR) IS DISTINCT FROM ${quoteText(step.not)})`,
      )
    case 'anonymise':
      return
  }
}

const keep = (session: Session, condition: string) =>
  session.run(
    `CREATE OR REPLACE TEMP TABLE kept AS SELECT * FROM log ${condition}; CREATE OR REPLACE TEMP TABLE log AS SELECT * FROM kept ORDER BY _row; DROP TABLE kept`,
  )

const number = (value: number | undefined, otherwise: string) =>
  value === undefined ? `'${otherwise}'::DOUBLE` : String(value)

function need(source: RecipeSource, role: Role, step: string, column: string | undefined): void {
  if (column !== undefined) return
  throw new RecbenchError(
    'invalid-parameter',
    `The step ${step} needs the role ${role}, which "${source.name}" does not have.`,
    {
      remedy: `Leave the step out, or import the data with a column for ${role}.`,
    },
  )
}

function present({ name, roles, table }: RecipeSource, role: Role): string {
  const column = roles[role]
  if (role === 'user' || role === 'item' || role === 'value' || role === 'time' || role === 'event')
    return `${role} IS NOT NULL`
  need({ name, roles, table }, role, 'dropMissing', column)
  return `_row IN (SELECT _row FROM ${table} WHERE ${quoteName(column!)} IS NOT NULL)`
}

async function columnOf(session: Session, source: RecipeSource, column: string): Promise<string> {
  const names = (await session.rows(`DESCRIBE ${source.table}`)).map(([name]) => String(name))
  if (names.includes(column)) return quoteName(column)
  throw new RecbenchError('invalid-parameter', `"${source.name}" has no column "${column}" to filter by.`, {
    remedy: `Its columns are ${names.filter((name) => !name.startsWith('_')).join(', ')}.`,
  })
}

/** The largest part of the log in which every user has `user` and every item `item` distinct partners: drops both kinds until nothing changes. */
async function kCore(session: Session, user: number, item: number): Promise<void> {
  for (let before = -1, after = await count(session); before !== after;) {
    before = after
    await keep(session, `WHERE user IN (SELECT user FROM log GROUP BY user HAVING count(DISTINCT item) >= ${user})`)
    await keep(session, `WHERE item IN (SELECT item FROM log GROUP BY item HAVING count(DISTINCT user) >= ${item})`)
    after = await count(session)
  }
}

/** Sets each row's value to the weight of its event; events without a weight, or with weight 0, go. */
async function weighEvents(session: Session, weights: Readonly<Record<string, number>>): Promise<void> {
  const cases = Object.entries(weights)
    .filter(([, weight]) => weight !== 0)
    .map(([event, weight]) => `WHEN ${quoteText(event)} THEN ${weight}`)
  if (cases.length === 0) return keep(session, 'WHERE false')
  await session.run(`UPDATE log SET value = CASE event ${cases.join(' ')} END`)
  await keep(session, 'WHERE value IS NOT NULL')
}

/** Both ends belong to the window; a bare date as the end means all of that day. */
async function timeWindow(session: Session, from: string | undefined, to: string | undefined): Promise<void> {
  const instant = async (text: string) => {
    const [time] = await session.row(`SELECT TRY_CAST(${quoteText(text)} AS TIMESTAMPTZ)`)
    if (time !== null) return `make_timestamp(epoch_us(${quoteText(text)}::TIMESTAMPTZ))`
    throw new RecbenchError('invalid-parameter', `"${text}" is not a time.`, {
      remedy: 'Write it as 2024-03-31 or 2024-03-31 12:00:00.',
    })
  }
  const conditions = ['time IS NOT NULL']
  if (from !== undefined) conditions.push(`time >= ${await instant(from)}`)
  if (to !== undefined)
    conditions.push(to.length <= 10 ? `time < ${await instant(to)} + INTERVAL 1 DAY` : `time <= ${await instant(to)}`)
  await keep(session, `WHERE ${conditions.join(' AND ')}`)
}

/** Keeps a row when the first 48 bits of MD5(seed, place in the log) fall below the fraction: the same rows on every machine. */
async function sample(session: Session, fraction: number, seed: number): Promise<void> {
  if (!(fraction > 0 && fraction <= 1))
    throw new RecbenchError('invalid-parameter', `A sample of ${fraction} is not a share.`, {
      remedy: 'Give a fraction above 0, at most 1.',
    })
  const hash = `CAST('0x' || left(md5('${seed}:' || row_number() OVER (ORDER BY _row)), 12) AS BIGINT)`
  await keep(session, `QUALIFY ${hash} < ${Math.round(fraction * 2 ** 48)}`)
}
