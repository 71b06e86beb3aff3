import { pack, type Archive } from './archive.ts'
import { historyColumns, historyOf, knownItems, readHistories, type Histories } from './histories.ts'
import type { Model, ScorePart, Scores } from './recommender.ts'

/** Weights between items, dense or as sparse rows: row i says how much having item i adds to the score of each other item. */
export type ItemWeights =
  | { readonly kind: 'dense'; readonly values: Float32Array }
  | {
      readonly kind: 'sparse'
      readonly offsets: Int32Array
      readonly indices: Int32Array
      readonly values: Float32Array
    }

/** A trained linear item–item model. */
export interface ItemWeightModel {
  readonly id: string
  readonly version: number
  readonly histories: Histories
  readonly weights: ItemWeights
  /** Scores of somebody without a known history. */
  readonly popularity: Float32Array
}

/**
 * The model `score(u, j) = Σ_{i ∈ history of u} W_ij`: folds in any history, explains each score exactly, and calls items with a large weight similar.
 * Somebody without a history gets the popularity of the items.
 */
export function itemWeightModel(parts: ItemWeightModel): Model {
  const { histories, weights, popularity } = parts
  const { items } = histories
  const sums = new Float64Array(items)
  const score = (history: Int32Array, into: Scores): void => {
    if (history.length === 0) return into.set(popularity)
    sums.fill(0)
    for (const item of history) addRow(weights, item, items, sums)
    into.set(sums)
  }
  return {
    score(users, into) {
      users.forEach((user, row) => score(historyOf(histories, user), into.subarray(row * items, (row + 1) * items)))
    },
    scoreHistory: (history, _values, into) => score(knownItems(history, items), into),
    similarItems: (item, k) => largest(rowOf(weights, item, items), item, k),
    explain(history, _values, item) {
      const known = knownItems(history, items)
      const parts = Array.from(known, (source): ScorePart => ({
        item: source,
        amount: rowOf(weights, source, items)[item]!,
      }))
      return {
        parts: parts.filter(({ amount }) => amount !== 0).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
        rest: known.length === 0 ? popularity[item]! : 0,
        exact: true,
      }
    },
    save: () => save(parts),
  }
}

function addRow(weights: ItemWeights, item: number, items: number, sums: Float64Array): void {
  const { values } = weights
  if (weights.kind === 'dense') {
    const start = item * items
    for (let other = 0; other < items; other++) sums[other]! += values[start + other]!
    return
  }
  const { offsets, indices } = weights
  for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++) sums[indices[entry]!]! += values[entry]!
}

function rowOf(weights: ItemWeights, item: number, items: number): Float32Array {
  if (weights.kind === 'dense') return weights.values.subarray(item * items, (item + 1) * items)
  const row = new Float32Array(items)
  for (let entry = weights.offsets[item]!; entry < weights.offsets[item + 1]!; entry++)
    row[weights.indices[entry]!] = weights.values[entry]!
  return row
}

/** The k largest positive entries of a row without the item itself, best first; among equals the lower number. */
export function largest(
  row: ArrayLike<number>,
  item: number,
  k: number,
): { items: Int32Array; similarities: Float32Array } {
  const order = Array.from({ length: row.length }, (_, other) => other)
    .filter((other) => other !== item && row[other]! > 0)
    .sort((a, b) => row[b]! - row[a]! || a - b)
    .slice(0, k)
  return { items: Int32Array.from(order), similarities: Float32Array.from(order, (other) => row[other]!) }
}

function save({ id, version, histories, weights, popularity }: ItemWeightModel): Uint8Array<ArrayBuffer> {
  const rows = weights.kind === 'sparse' ? { rows: weights.offsets, columns: weights.indices } : {}
  return pack(
    id,
    version,
    { items: histories.items, kind: weights.kind },
    { ...historyColumns(histories), popularity, values: weights.values, ...rows },
  )
}

/** Reads what {@link itemWeightModel} saved. */
export function readItemWeights(archive: Archive): Omit<ItemWeightModel, 'id' | 'version'> {
  const { facts, columns } = archive
  const values = columns['values'] as Float32Array
  return {
    histories: readHistories(archive),
    popularity: columns['popularity'] as Float32Array,
    weights:
      facts['kind'] === 'dense'
        ? { kind: 'dense', values }
        : { kind: 'sparse', offsets: columns['rows'] as Int32Array, indices: columns['columns'] as Int32Array, values },
  }
}
