import type { QualityFinding } from '../../contract/api/data.ts'
import type { CatalogEntry } from '../engine/catalog.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import { coldShare, gini, openProfile } from './profile.ts'
import { findTable } from './table.ts'

const order = ['serious', 'look', 'know', 'unchecked', 'fine'] as const
const percent = (share: number) =>
  share > 0 && share < 0.001 ? '< 0.1 %' : `${Number((share * 100).toPrecision(share < 0.995 ? 2 : 3))} %`
const count = (n: number) => n.toLocaleString('en')

/** Facts that the findings share. */
interface Facts {
  readonly entry: CatalogEntry
  readonly users: number
  readonly items: number
  readonly events: number
}
type Check = (session: Session, facts: Facts) => Promise<QualityFinding | null>

/** What to know before trusting a comparison on this log, most serious first. */
export async function checkQuality(session: Session, entry: CatalogEntry): Promise<readonly QualityFinding[]> {
  await openProfile(session, entry, [])
  await session.run(
    `CREATE OR REPLACE TEMP TABLE item_counts AS SELECT n, row_number() OVER (ORDER BY n DESC, item) AS rank FROM (SELECT item, count(*) AS n FROM events GROUP BY item)`,
  )
  const { users, items, interactions: events, roles } = entry.detail
  const findings: QualityFinding[] = []
  for (const check of [concentration, duplicates, doubleItems, busyUsers, completeness, rejected]) {
    const finding = await check(session, { entry, users, items, events })
    if (finding) findings.push(finding)
  }
  for (const [id, name, check] of timeChecks) {
    const finding =
      roles.time === undefined ? unchecked(id, name) : await check(session, { entry, users, items, events })
    if (finding) findings.push(finding)
  }
  return findings.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

const unchecked = (id: string, name: string): QualityFinding => ({
  id,
  severity: 'unchecked',
  name,
  sentence: 'Not checked: the log has no times.',
  values: {},
  value: '–',
  action: null,
})

/** Of the test events of 5 random folds, the expected share that are older than some training event of the same user: 1 − 0.2^(later events). */
const leak: Check = async (session) => {
  const [share] =
    await session.row(`SELECT avg(1 - pow(0.2, later)) FROM (SELECT count(*) OVER (PARTITION BY user ORDER BY time DESC RANGE UNBOUNDED PRECEDING) - count(*) OVER (PARTITION BY user, time) AS later
    FROM events WHERE time IS NOT NULL)`)
  return {
    id: 'leak',
    severity: Number(share) > 0.5 ? 'serious' : Number(share) > 0.05 ? 'look' : 'fine',
    name: 'Leak',
    sentence: '5-fold over interactions lets models see the future of {share} of test events.',
    values: { share: percent(Number(share)) },
    value: percent(Number(share)),
    action: { label: 'Use a time split', split: 'time' },
  }
}

const concentration: Check = async (session, { items, events }) => {
  const g = await gini(session, items, events)
  const [share, once] = (
    await session.row(
      `SELECT coalesce(sum(n) FILTER (rank <= ${Math.ceil(items / 5)}), 0) / ${events}, count(*) FILTER (n = 1) FROM item_counts`,
    )
  ).map(Number)
  return {
    id: 'concentration',
    severity: g > 0.5 ? 'look' : 'fine',
    name: 'Concentration',
    sentence: '20 % of the items hold {share} of the events; {once} items occur once.',
    values: { share: percent(share!), once: once! },
    value: `Gini ${g.toFixed(2)}`,
    action: once! > 0 ? { label: 'Keep items with 2 events', step: { step: 'kCore', user: 1, item: 2 } } : null,
  }
}

const duplicates: Check = async (session, { entry, events }) => {
  const [pairs] = await session.row('SELECT count(*) FROM (SELECT DISTINCT user, item FROM events)')
  const repeated = events - Number(pairs)
  const natural = entry.detail.roles.event !== undefined || entry.detail.roles.value === undefined
  return {
    id: 'duplicates',
    severity: repeated === 0 ? 'fine' : natural ? 'know' : 'look',
    name: 'Duplicates',
    sentence:
      repeated === 0 ? 'No user meets an item twice.' : '{count} events repeat a user and item that occur before.',
    values: { count: repeated },
    value: percent(repeated / events),
    action: repeated === 0 ? null : { label: 'Keep the last', step: { step: 'deduplicate', keep: 'last' } },
  }
}

const doubleItems: Check = async (session, { entry }) => {
  const items = entry.detail.tables.find(({ name }) => name === 'items')
  if (!items?.columns.some(({ name }) => name === 'title')) return null
  const table = findTable(entry, 'items').sql
  const [titles, events] = (
    await session.row(
      `SELECT count(*), coalesce(sum(events), 0) FROM (SELECT sum(events) AS events FROM ${table} WHERE title IS NOT NULL GROUP BY title HAVING count(*) > 1)`,
    )
  ).map(Number)
  return {
    id: 'double-items',
    severity: titles! > 0 ? 'look' : 'fine',
    name: 'Double items',
    sentence:
      titles! > 0
        ? '{titles} titles have two or more item numbers, {events} events in all.'
        : 'No two items share a title.',
    values: { titles: titles!, events: events! },
    value: `${count(titles!)} titles`,
    action: null,
  }
}

/** Users with more than ten times the events of the 95th percentile. */
const busyUsers: Check = async (session, { entry, events }) => {
  const rows =
    await session.rows(`WITH counts AS (SELECT user, count(*) AS n FROM events GROUP BY user), cap AS (SELECT 10 * quantile_cont(n, 0.95) AS most FROM counts)
    SELECT user, n, most FROM counts, cap WHERE n > most ORDER BY n DESC`)
  const share = rows.reduce((sum, [, n]) => sum + Number(n), 0) / events
  const column = entry.detail.roles.user!
  return {
    id: 'bots',
    severity: rows.length > 0 ? 'look' : 'fine',
    name: 'Bot-like users',
    sentence:
      rows.length > 0
        ? '{users} users have more than ten times the events of most others: {share} of all events.'
        : 'No user is far busier than the others.',
    values: { users: rows.length, share: percent(share) },
    value: `${count(rows.length)} users`,
    action:
      rows.length > 0
        ? {
            label: 'Show users',
            filters: [{ kind: 'oneOf', column, values: rows.slice(0, 100).map(([user]) => String(user)) }],
          }
        : null,
  }
}

const completeness: Check = async (session, { entry, events }) => {
  const { roles } = entry.detail
  const columns = [roles.value ?? roles.reward, roles.time, roles.event].filter((column) => column !== undefined)
  const table = findTable(entry, 'interactions').sql
  const missing =
    columns.length === 0
      ? []
      : (
          await session.row(
            `SELECT ${columns.map((column) => `count(*) - count(${quoteName(column)})`).join(', ')} FROM ${table}`,
          )
        ).map(Number)
  const total = missing.reduce((sum, n) => sum + n, 0)
  const worst = columns[missing.indexOf(Math.max(...missing))]
  return {
    id: 'complete',
    severity: total === 0 ? 'fine' : 'look',
    name: total === 0 ? 'Complete' : 'Missing values',
    sentence:
      total === 0 ? 'No missing user, item, value or time.' : '{count} cells are missing, most of them in "{column}".',
    values: { count: total, column: worst ?? '' },
    value: total === 0 ? '0 missing' : percent(total / (events * columns.length)),
    action:
      total === 0 || worst === undefined
        ? null
        : { label: 'Show rows', filters: [{ kind: 'missing', column: worst, missing: true }] },
  }
}

const rejected: Check = async (_, { entry }) => {
  const { rejected: left, rows } = entry.detail.import
  if (left === 0) return null
  return {
    id: 'rejected',
    severity: left / rows > 0.05 ? 'look' : 'know',
    name: 'Rejected rows',
    sentence: '{rejected} of {rows} rows of the file could not be used.',
    values: { rejected: left, rows },
    value: percent(left / rows),
    action: null,
  }
}

const burst: Check = async (session, { entry, users }) => {
  const rows = await session.rows(
    `SELECT DISTINCT CAST(user AS VARCHAR) AS name FROM (SELECT user, count(*) OVER (PARTITION BY user ORDER BY time RANGE BETWEEN INTERVAL 1 MINUTE PRECEDING AND CURRENT ROW) AS n FROM events WHERE time IS NOT NULL) WHERE n >= 20 ORDER BY name`,
  )
  return {
    id: 'burst',
    severity: rows.length > 0 ? 'look' : 'fine',
    name: 'Burst activity',
    sentence:
      rows.length > 0
        ? '{users} users have 20 or more events within one minute.'
        : 'No user has 20 events within one minute.',
    values: { users: rows.length },
    value: percent(rows.length / users),
    action:
      rows.length > 0
        ? {
            label: 'Show users',
            filters: [
              {
                kind: 'oneOf',
                column: entry.detail.roles.user!,
                values: rows.slice(0, 100).map(([user]) => String(user)),
              },
            ],
          }
        : null,
  }
}

const oneSitting: Check = async (session, { users }) => {
  const [single] = (
    await session.row(
      `SELECT count(*) FROM (SELECT user FROM events WHERE time IS NOT NULL GROUP BY user HAVING min(time)::DATE = max(time)::DATE AND count(*) > 1)`,
    )
  ).map(Number)
  return {
    id: 'one-sitting',
    severity: single! / users > 0.3 ? 'know' : 'fine',
    name: 'One sitting',
    sentence: '{single} of {users} users were active on one day only.',
    values: { single: single!, users },
    value: percent(single! / users),
    action: null,
  }
}

const impossibleTimes: Check = async (session, { entry }) => {
  const [odd] = (
    await session.row(
      `SELECT count(*) FROM events WHERE time < TIMESTAMP '1990-01-01' OR time > make_timestamp(epoch_us(now())) + INTERVAL 1 DAY`,
    )
  ).map(Number)
  const column = entry.detail.roles.time!
  return {
    id: 'times',
    severity: odd! > 0 ? 'serious' : 'fine',
    name: 'Impossible times',
    sentence:
      odd! > 0 ? '{count} events lie before 1990 or in the future.' : 'No event lies before 1990 or in the future.',
    values: { count: odd! },
    value: `${count(odd!)} events`,
    action:
      odd! > 0
        ? {
            label: 'Drop them',
            step: { step: 'timeWindow', from: '1990-01-01', to: new Date().toISOString().slice(0, 10) },
            filters: [{ kind: 'range', column, minimum: null, maximum: '1990-01-01' }],
          }
        : null,
  }
}

/** Share of the 50 most popular items of the last fifth of events that were among the 50 of the first fifth. */
const drift: Check = async (session, { items }) => {
  const [kept, all] = (
    await session.row(`WITH numbered AS (SELECT item, ntile(5) OVER (ORDER BY time, _row) AS part FROM events WHERE time IS NOT NULL),
      top AS (SELECT item, part FROM numbered WHERE part IN (1, 5) GROUP BY item, part QUALIFY row_number() OVER (PARTITION BY part ORDER BY count(*) DESC, CAST(item AS VARCHAR)) <= 50)
      SELECT count(*) FILTER (part = 5 AND item IN (SELECT item FROM top WHERE part = 1)), count(*) FILTER (part = 5) FROM top`)
  ).map(Number)
  if (items < 100 || all === 0) return null
  return {
    id: 'drift',
    severity: kept! / all! < 0.3 ? 'look' : 'fine',
    name: 'Drift',
    sentence: 'Of the {all} most popular items of the last fifth of events, {kept} were so in the first fifth.',
    values: { all: all!, kept: kept! },
    value: `${percent(kept! / all!)} kept`,
    action: kept! / all! < 0.3 ? { label: 'Use a time split', split: 'time' } : null,
  }
}

const cold: Check = async (session) => {
  const share = await coldShare(session)
  return {
    id: 'cold',
    severity: share > 0.1 ? 'look' : share > 0 ? 'know' : 'fine',
    name: 'Cold items',
    sentence: '{share} of the items of the last fifth of events do not occur before.',
    values: { share: percent(share) },
    value: percent(share),
    action: null,
  }
}

const timeChecks: readonly (readonly [string, string, Check])[] = [
  ['leak', 'Leak', leak],
  ['burst', 'Burst activity', burst],
  ['one-sitting', 'One sitting', oneSitting],
  ['times', 'Impossible times', impossibleTimes],
  ['drift', 'Drift', drift],
  ['cold', 'Cold items', cold],
]
