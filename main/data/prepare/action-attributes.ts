import type { CatalogEntry } from '../engine/catalog.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import { findTable } from '../explore/table.ts'
import type { SideTable } from '../interactions.ts'
import type { ActionAttribute } from '../service.ts'
import { readSide } from './read-side.ts'

const aboutActions = /^(item|action)[ _-]?(feature|context|categor|type|genre|brand)/i
/** Numbers become a category each quarter of the actions. */
const quarters = 4

/**
 * What the actions of a log have in common: the categories and numbers (cut at their quartiles) of the table of items, and columns of the log about items (`item_feature…`,
 * `action_context…`) that are the same in all rounds of an action. An attribute by which no two actions, or all of them, are alike is left out.
 *
 * @param areItems whether actions are the items of the data set, so that its table of items describes them
 */
export async function readAttributes(
  session: Session,
  entry: CatalogEntry,
  actions: readonly string[],
  areItems: boolean,
): Promise<ActionAttribute[]> {
  const { detail, schema } = entry
  const side = areItems ? await readSide(session, { schema, tables: detail.tables }, { user: [], item: actions }) : null
  const found = [...(side?.items ? fromTable(side.items) : []), ...(await fromLog(session, entry, actions.length))]
  return found.filter(({ categories }) => {
    const distinct = new Set(categories).size
    return distinct > 1 && distinct < actions.length
  })
}

function fromTable({ categories, numbers }: SideTable): ActionAttribute[] {
  return [
    ...categories.map(({ name, values }) => ({ name, categories: numberOff(values.map((list) => list.join('|'))) })),
    ...numbers.map(({ name, values }) => ({ name, categories: cutAtQuartiles(values) })),
  ]
}

async function fromLog(session: Session, entry: CatalogEntry, actions: number): Promise<ActionAttribute[]> {
  const columns = findTable(entry, 'interactions').info.columns.filter(
    ({ name, role }) => role === null && aboutActions.test(name),
  )
  const attributes: ActionAttribute[] = []
  for (const { name } of columns) {
    const value = `CAST(${quoteName(name)} AS VARCHAR)`
    const rows = await session.rows(
      `SELECT any_value(coalesce(${value}, '')), count(DISTINCT coalesce(${value}, '')) FROM rounds JOIN actions ON actions.name = rounds._action GROUP BY actions.number ORDER BY actions.number`,
    )
    if (rows.length !== actions || rows.some(([, distinct]) => Number(distinct) !== 1)) continue
    attributes.push({ name, categories: numberOff(rows.map(([text]) => String(text))) })
  }
  return attributes
}

function numberOff(texts: readonly string[]): number[] {
  const numbers = new Map<string, number>()
  for (const text of texts) if (!numbers.has(text)) numbers.set(text, numbers.size)
  return texts.map((text) => numbers.get(text)!)
}

/** 0 … 3 by quartile, 4 where the number is unknown. */
function cutAtQuartiles(values: Float64Array): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const cuts = [1, 2, 3].map((quarter) => sorted[Math.floor((quarter * sorted.length) / quarters)] ?? Infinity)
  return Array.from(values, (value) => (Number.isNaN(value) ? quarters : cuts.filter((cut) => value >= cut).length))
}
