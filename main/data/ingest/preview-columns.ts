import type { Cell, PreviewColumn } from '../../contract/api/data.ts'
import type { Session } from '../engine/database.ts'
import { quoteName } from '../engine/values.ts'
import { presentTexts } from './columns.ts'
import type { PlannedColumn, TablePlan } from './table.ts'

const bins = 24

/** Seconds since 1970 of the columns of times, by name. */
export async function readTimes(session: Session, plan: TablePlan): Promise<ReadonlyMap<string, readonly number[]>> {
  const columns = plan.columns.filter(({ type }) => type === 'time')
  if (columns.length === 0) return new Map()
  const rows = await session.rows(
    `SELECT ${columns.map(({ name }) => `epoch(${quoteName(name)})`).join(', ')} FROM staged WHERE _reason IS NULL`,
  )
  return new Map(columns.map(({ name }, c) => [name, rows.flatMap((row) => (row[c] === null ? [] : [Number(row[c])]))]))
}

type Facts = Pick<PreviewColumn, 'distinct' | 'missing' | 'minimum' | 'maximum' | 'histogram'>

/** Counts, distribution and range of a column's texts: numbers and times in bins of equal width, the rest by falling frequency. */
export function describeColumn(
  { type, guess }: PlannedColumn,
  cells: readonly (string | null)[],
  times: readonly number[] | undefined,
): Facts {
  const texts = presentTexts(cells)
  const distinct = new Set(texts).size
  const missing = cells.length - texts.length
  const identifier = guess.role === 'user' || guess.role === 'item' || guess.role === 'action'
  const numbers = times ?? (type === 'integer' || type === 'number' ? texts.map(Number).filter(Number.isFinite) : [])
  if (texts.length === 0) return { distinct, missing, minimum: null, maximum: null, histogram: [] }
  if (numbers.length === 0) return { distinct, missing, ...textRange(texts), histogram: frequencies(texts) }
  const minimum = numbers.reduce((least, n) => Math.min(least, n), Infinity)
  const maximum = numbers.reduce((most, n) => Math.max(most, n), -Infinity)
  const show = (n: number): Cell => (times ? new Date(n * 1000).toISOString().slice(0, 19).replace('T', ' ') : n)
  const histogram = identifier ? frequencies(texts) : binned(numbers, minimum, maximum, type === 'integer')
  return { distinct, missing, minimum: show(minimum), maximum: show(maximum), histogram }
}

function textRange(texts: readonly string[]): { minimum: string; maximum: string } {
  let minimum = texts[0]!
  let maximum = minimum
  for (const text of texts) {
    if (text < minimum) minimum = text
    if (text > maximum) maximum = text
  }
  return { minimum, maximum }
}

function binned(numbers: readonly number[], minimum: number, maximum: number, whole: boolean): readonly number[] {
  const range = maximum - minimum
  const count = range === 0 ? 1 : whole && range < bins ? range + 1 : bins
  const width = whole && range < bins ? 1 : range / count
  const histogram = new Array<number>(count).fill(0)
  for (const n of numbers) histogram[Math.min(count - 1, range === 0 ? 0 : Math.floor((n - minimum) / width))]!++
  return histogram
}

/** Rows per value, most frequent first, the values in groups of equal size. */
function frequencies(texts: readonly string[]): readonly number[] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const sorted = [...counts.values()].sort((a, b) => b - a)
  const histogram = new Array<number>(Math.min(bins, sorted.length)).fill(0)
  sorted.forEach((n, rank) => (histogram[Math.floor((rank * histogram.length) / sorted.length)]! += n))
  return histogram
}
