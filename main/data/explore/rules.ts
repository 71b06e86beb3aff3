import type { Filter } from '../../contract/api/data.ts'
import { ruleMeasures, type RuleMeasure, type RuleRow, type RuleTable } from '../../contract/rules.ts'
import { fpGrowth, minimumCount, type Baskets } from '../../math/association/fp-growth.ts'
import { deriveRules, sortRules, valueOf, type Rule } from '../../math/association/rules.ts'
import type { CatalogEntry } from '../engine/catalog.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import { integers } from '../prepare/vectors.ts'
import { labelItems } from './lookup.ts'
import { findColumn, findTable, where } from './table.ts'

export interface RulesRequest {
  /** A column of the log; the query, or else the user, when undefined. */
  readonly basket?: string | undefined
  readonly minimumSupport: number
  readonly measure: RuleMeasure
  /** Of the measure. */
  readonly threshold: number
  readonly largest: number
  readonly filters: readonly Filter[]
  readonly limit: number
}

/** Rules among items that occur in one basket, the best by a measure first. Errors: `invalid-parameter` for a column that is not there. */
export async function findRules(
  session: Session,
  entry: CatalogEntry,
  request: RulesRequest,
  signal: AbortSignal,
): Promise<RuleTable> {
  const { roles, name } = entry.detail
  const basket = request.basket ?? roles.query ?? roles.user!
  const { baskets, items } = await readBaskets(session, entry, basket, request.filters)
  const least = minimumCount(request.minimumSupport, baskets.count)
  const pause = async () => {
    await new Promise<void>((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
  }
  const itemsets = await fpGrowth(baskets, { minimumCount: least, largest: request.largest, pause })
  const found = deriveRules(itemsets, baskets.count, { measure: request.measure, threshold: request.threshold })
  const textOf = ({ antecedents, consequents }: Rule) =>
    [antecedents, consequents].map((side) => side.map((item) => items[item]!).join('+')).join(' ')
  const best = sortRules(found, request.measure, baskets.count, (a, b) => (textOf(a) < textOf(b) ? -1 : 1))
  const shown = best.slice(0, request.limit)
  return {
    data: name,
    basket,
    baskets: baskets.count,
    items: items.length,
    minimumCount: least,
    itemsets: itemsets.counts.length,
    found: found.length,
    rules: await labelRules(session, entry, shown, items, baskets.count),
  }
}

/** Baskets and items numbered in the order of their identifiers; rows without either do not count. */
async function readBaskets(session: Session, entry: CatalogEntry, basket: string, filters: readonly Filter[]) {
  const log = findTable(entry, 'interactions')
  const column = quoteName(findColumn(log, basket).name)
  const item = quoteName(entry.detail.roles.item!)
  await session.run(`CREATE OR REPLACE TEMP TABLE basket_entries AS
    SELECT DISTINCT CAST(${column} AS VARCHAR) AS basket, CAST(${item} AS VARCHAR) AS item FROM ${log.sql} ${where(log, filters)}`)
  await session.run('DELETE FROM basket_entries WHERE basket IS NULL OR item IS NULL')
  const names = await session.rows('SELECT DISTINCT item FROM basket_entries ORDER BY item')
  const [count] = await session.row('SELECT count(*) FROM basket_entries')
  const items = new Int32Array(Number(count))
  const offsets = [0]
  let filled = 0
  let last = -1
  const numbered = `SELECT CAST(dense_rank() OVER (ORDER BY basket) - 1 AS INTEGER) AS b, CAST(dense_rank() OVER (ORDER BY item) - 1 AS INTEGER) AS i
    FROM basket_entries ORDER BY b`
  for await (const chunk of session.chunks(numbered)) {
    const [owners, held] = [integers(chunk, 0), integers(chunk, 1)]
    for (let row = 0; row < owners.length; row++, filled++) {
      if (owners[row]! !== last && filled > 0) offsets.push(filled)
      last = owners[row]!
      items[filled] = held[row]!
    }
  }
  if (filled > 0) offsets.push(filled)
  await session.run('DROP TABLE basket_entries')
  const baskets: Baskets = {
    count: offsets.length - 1,
    size: names.length,
    offsets: Int32Array.from(offsets),
    items,
  }
  return { baskets, items: names.map(([name]) => String(name)) }
}

async function labelRules(
  session: Session,
  entry: CatalogEntry,
  rules: readonly Rule[],
  items: readonly string[],
  baskets: number,
): Promise<RuleRow[]> {
  const wanted = [...new Set(rules.flatMap(({ antecedents, consequents }) => [...antecedents, ...consequents]))]
  const labels = await labelItems(
    session,
    entry,
    wanted.map((item) => items[item]!),
  )
  const known = new Map(wanted.map((item, at) => [item, labels[at]!]))
  const label = (side: readonly number[]) => side.map((item) => known.get(item)!)
  return rules.map((rule) => ({
    antecedents: label(rule.antecedents),
    consequents: label(rule.consequents),
    count: rule.count,
    antecedentCount: rule.antecedentCount,
    consequentCount: rule.consequentCount,
    measures: Object.fromEntries(
      ruleMeasures.map((measure) => {
        const value = valueOf(rule, measure, baskets)
        return [measure, Number.isFinite(value) ? value : null]
      }),
    ) as RuleRow['measures'],
  }))
}
