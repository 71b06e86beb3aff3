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
 * Writes users or items as features: a 1 at its own number, categories with 1 / √n each for the n of a column, numbers scaled to 0 … 1 over the column.
 * Unknown numbers and empty lists are left out; texts are not used.
 */
export function oneHotFeatures(rows: number, table: SideTable | null): FeatureRows {
  const places = new Map<string, number>()
  const placeOf = (name: string) => {
    const found = places.get(name)
    if (found !== undefined) return found
    places.set(name, rows + places.size)
    return rows + places.size - 1
  }
  const numbers = (table?.numbers ?? []).map(({ name, values }) => ({ name, values, ...spanOf(values) }))
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
    for (const { name, values } of table?.categories ?? []) {
      const given = values[row] ?? []
      for (const value of given) add(placeOf(JSON.stringify([name, value])), 1 / Math.sqrt(given.length))
    }
    for (const { name, values, least, span } of numbers) {
      const value = values[row]!
      if (!Number.isNaN(value)) add(placeOf(JSON.stringify([name])), span > 0 ? (value - least) / span : 1)
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

function spanOf(values: Float64Array): { least: number; span: number } {
  const known = values.filter((value) => !Number.isNaN(value))
  const least = known.reduce((low, value) => Math.min(low, value), Infinity)
  return { least, span: known.reduce((high, value) => Math.max(high, value), -Infinity) - least }
}
