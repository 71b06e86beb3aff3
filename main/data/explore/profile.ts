import type { Bin, Filter, Profile } from '../../contract/api/data.ts'
import type { CatalogEntry } from '../engine/catalog.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import { countBins } from './summaries.ts'
import { codedRows } from '../engine/stored-columns.ts'
import { findTable, where } from './table.ts'

/** A pause longer than this ends a session. */
export const sessionGapMinutes = 30
const longTailPoints = 2000

/**
 * The shape of a log: long tail, activity, events over time, values, sessions. Head, torso and tail are the most popular items that hold the first half of all events, the next
 * 30 % and the rest. Gini is that of the events of items: 0 when all are equal, near 1 when one item has all.
 */
export async function profileLog(session: Session, entry: CatalogEntry, filters: readonly Filter[]): Promise<Profile> {
  await openProfile(session, entry, filters)
  const [users, items, interactions, pairs] = (
    await session.row(
      'SELECT count(DISTINCT user), count(DISTINCT item), count(*), (SELECT count(*) FROM (SELECT DISTINCT user, item FROM events)) FROM events',
    )
  ).map(Number) as [number, number, number, number]
  await session.run(`CREATE OR REPLACE TEMP TABLE item_counts AS SELECT n, row_number() OVER (ORDER BY n DESC, item) AS rank FROM (SELECT item, count(*) AS n FROM events GROUP BY item);
    CREATE OR REPLACE TEMP TABLE user_counts AS SELECT user, count(*) AS n FROM events GROUP BY user`)
  const step = Math.max(1, Math.ceil(items / longTailPoints))
  const longTail = await session.rows(
    `SELECT rank, n FROM item_counts WHERE (rank - 1) % ${step} = 0 OR rank = ${items} ORDER BY rank`,
  )
  const [median] = await session.row('SELECT median(n) FROM user_counts')
  const hasTimes = entry.detail.roles.time !== undefined
  const over = hasTimes ? await eventsOverTime(session) : { unit: null, points: [] }
  const hasValues = entry.detail.roles.value !== undefined || entry.detail.roles.reward !== undefined
  const events =
    entry.detail.roles.event === undefined
      ? []
      : await session.rows(
          'SELECT event, count(*) AS n FROM events WHERE event IS NOT NULL GROUP BY event ORDER BY n DESC, event LIMIT 50',
        )
  return {
    users,
    items,
    interactions,
    density: users * items === 0 ? 0 : pairs / (users * items),
    gini: await gini(session, items, interactions),
    longTail: longTail.map(([rank, count]) => ({ rank: Number(rank), count: Number(count) })),
    ...(await thirds(session, interactions)),
    userActivity: await activity(session, 'user_counts'),
    itemActivity: await activity(session, 'item_counts'),
    medianUserActivity: Number(median ?? 0),
    overTime: over.points,
    timeUnit: over.unit,
    values: hasValues ? await valueBins(session) : [],
    events: events.map(([event, count]) => ({ event: String(event), count: Number(count) })),
    sessions: hasTimes ? await sessions(session) : null,
    duplicates: interactions - pairs,
    coldShare: hasTimes ? await coldShare(session) : null,
  }
}

/** The temporary table `events` (`user`, `item`, `value`, `time`, `event`) of the rows that pass the filters. */
export async function openProfile(session: Session, entry: CatalogEntry, filters: readonly Filter[]): Promise<void> {
  const { roles } = entry.detail
  const relation = findTable(entry, 'interactions')
  const column = (name: string | undefined, type: string) =>
    name === undefined ? `CAST(NULL AS ${type})` : `CAST(${quoteName(name)} AS ${type})`
  const { from, types } = await codedRows(session, entry)
  const kind = filters.length === 0 ? 'VIEW' : 'TABLE'
  await session.run(`CREATE OR REPLACE TEMP ${kind} events AS SELECT _row, ${column(roles.user, types.user)} AS user, ${column(roles.item, types.item)} AS item,
    ${column(roles.value ?? roles.reward, 'DOUBLE')} AS value, ${column(roles.time, 'TIMESTAMP')} AS time, ${column(roles.event, 'VARCHAR')} AS event FROM ${filters.length === 0 ? from : `${relation.sql} ${where(relation, filters)}`}`)
}

/** G = (2 Σ i·xᵢ) / (n Σ xᵢ) − (n + 1) / n over ascending counts xᵢ, i from 1. */
export async function gini(session: Session, items: number, events: number): Promise<number> {
  if (items === 0 || events === 0) return 0
  const [weighted] = await session.row(`SELECT sum((${items} - rank + 1) * n) FROM item_counts`)
  return (2 * Number(weighted)) / (items * events) - (items + 1) / items
}

type Thirds = Pick<Profile, 'head' | 'torso' | 'tail'>

async function thirds(session: Session, events: number): Promise<Thirds> {
  const rows =
    await session.rows(`SELECT CASE WHEN before < ${0.5 * events} THEN 'head' WHEN before < ${0.8 * events} THEN 'torso' ELSE 'tail' END AS part, count(*), sum(n)
    FROM (SELECT n, sum(n) OVER (ORDER BY rank) - n AS before FROM item_counts) GROUP BY part`)
  const part = (name: string) => {
    const row = rows.find(([key]) => key === name)
    return { items: Number(row?.[1] ?? 0), share: events === 0 ? 0 : Number(row?.[2] ?? 0) / events }
  }
  return { head: part('head'), torso: part('torso'), tail: part('tail') }
}

/** Bins up to the 99th percentile; the last one takes the rest. */
async function activity(session: Session, table: string): Promise<readonly Bin[]> {
  const [cap, most] = await session.row(`SELECT quantile_disc(n, 0.99), max(n) FROM ${table}`)
  if (cap === null) return []
  const binned = await countBins(session, `SELECT least(n, ${Number(cap)}) AS x FROM ${table}`, true, 40)
  return binned.map((bin, index) =>
    index === binned.length - 1 ? { ...bin, to: Math.max(bin.to, Number(most) + 1) } : bin,
  )
}

const valueBins = (session: Session) =>
  session
    .row('SELECT count(*) FILTER (value <> floor(value)) FROM events')
    .then(([fractions]) => countBins(session, 'SELECT value AS x FROM events', fractions === 0, 20))

async function eventsOverTime(session: Session): Promise<{ unit: Profile['timeUnit']; points: Profile['overTime'] }> {
  const [seconds] = await session.row('SELECT epoch(max(time)) - epoch(min(time)) FROM events')
  const days = Number(seconds ?? 0) / 86400
  const unit = days <= 4 ? 'hour' : days <= 90 ? 'day' : days <= 800 ? 'week' : 'month'
  const rows = await session.rows(
    `SELECT strftime(date_trunc('${unit}', time), '%Y-%m-%d %H:%M:%S') AS start, count(*), avg(value) FROM events WHERE time IS NOT NULL GROUP BY start ORDER BY start`,
  )
  const points = rows.map(([start, count, mean]) => ({
    start: String(start),
    count: Number(count),
    meanValue: mean === null ? null : Number(mean),
  }))
  return { unit, points }
}

async function sessions(session: Session): Promise<Profile['sessions']> {
  await session.run(`CREATE OR REPLACE TEMP TABLE sittings AS SELECT user, sitting, count(*) AS n FROM (
    SELECT user, sum(starts) OVER (PARTITION BY user ORDER BY time, _row) AS sitting FROM (
      SELECT user, time, _row, CASE WHEN time - lag(time) OVER (PARTITION BY user ORDER BY time, _row) <= INTERVAL ${sessionGapMinutes} MINUTE THEN 0 ELSE 1 END AS starts
      FROM events WHERE time IS NOT NULL)) GROUP BY user, sitting`)
  const [count, median] = await session.row('SELECT count(*), median(n) FROM sittings')
  return {
    count: Number(count),
    medianLength: Number(median ?? 0),
    gapMinutes: sessionGapMinutes,
    lengths: await activity(session, 'sittings'),
  }
}

/** Share of the items of the last fifth of events (by time) that do not occur before it. */
export async function coldShare(session: Session): Promise<number> {
  const [cold, all] = await session.row(`WITH cut AS (SELECT quantile_disc(time, 0.8) AS moment FROM events),
    late AS (SELECT DISTINCT item FROM events, cut WHERE time > moment), early AS (SELECT DISTINCT item FROM events, cut WHERE time <= moment)
    SELECT count(*) FILTER (item NOT IN (SELECT item FROM early)), count(*) FROM late`)
  return Number(all) === 0 ? 0 : Number(cold) / Number(all)
}
