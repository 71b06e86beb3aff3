import type { SideTable } from '../../data/interactions.ts'

/** Features of the rows of one side: those of row r are `indices` and `weights` from `offsets[r]` to `offsets[r + 1]`, the first its own. */
export interface FeatureRows {
  readonly offsets: Int32Array
  readonly indices: Int32Array
  readonly weights: Float64Array
  /** Distinct features, the rows themselves among them. */
  readonly features: number
  /** 1 for rows that something is known of beside their number. */
  readonly described: Int32Array
}

/**
 * Writes users or items as features: a 1 at its own number, and of a table with C columns categories with 1 / √(n C) each for the n of a column and numbers,
 * scaled to 0 … 1 over the column, divided by √C, so that a description never weighs more than the number. Left out are unknown numbers, texts, and categories
 * that no other row has, since they say what the number says.
 */
export function oneHotFeatures(rows: number, table: SideTable | null): FeatureRows {
  const categories = (table?.categories ?? []).map(({ name, values }) => ({ name, values, shared: sharedOf(values) }))
  const numbers = (table?.numbers ?? []).map(({ name, values }) => ({ name, values, ...spanOf(values) }))
  const columns = categories.length + numbers.length
  const places = new Map<string, number>()
  const placeOf = (...name: string[]) => {
    const key = JSON.stringify(name)
    const found = places.get(key) ?? rows + places.size
    places.set(key, found)
    return found
  }
  const offsets = new Int32Array(rows + 1)
  const indices: number[] = []
  const weights: number[] = []
  const add = (feature: number, weight: number) => {
    indices.push(feature)
    weights.push(weight)
  }
  const described = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    add(row, 1)
    for (const { name, values, shared } of categories) {
      const given = (values[row] ?? []).filter((value) => shared.has(value))
      for (const value of given) add(placeOf(name, value), 1 / Math.sqrt(given.length * columns))
    }
    for (const { name, values, least, span } of numbers) {
      const value = values[row]!
      if (!Number.isNaN(value)) add(placeOf(name), (span > 0 ? (value - least) / span : 1) / Math.sqrt(columns))
    }
    offsets[row + 1] = indices.length
    described[row] = Number(offsets[row + 1]! - offsets[row]! > 1)
  }
  return {
    offsets,
    indices: Int32Array.from(indices),
    weights: Float64Array.from(weights),
    features: rows + places.size,
    described,
  }
}

/** Values that more than one row has. */
function sharedOf(values: readonly (readonly string[])[]): Set<string> {
  const once = new Set<string>()
  const shared = new Set<string>()
  for (const value of values.flatMap((given) => [...new Set(given)])) (once.has(value) ? shared : once).add(value)
  return shared
}

function spanOf(values: Float64Array): { least: number; span: number } {
  const known = values.filter((value) => !Number.isNaN(value))
  const least = known.reduce((low, value) => Math.min(low, value), Infinity)
  return { least, span: known.reduce((high, value) => Math.max(high, value), -Infinity) - least }
}
