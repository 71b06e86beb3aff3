import type { Interactions } from '../../data/interactions.ts'
import { openKernels } from '../../kernels/kernels.ts'
import type { SparseSimilarity } from '../../kernels/reference/sparse-similarity.ts'
import type { ItemWeights } from '../item-weights.ts'
import type { Scores } from '../recommender.ts'

/** How the product is formed and what is kept of it. */
export interface ItemProduct {
  /** Weight of each entry of the item rows: how much item i passes to user u. */
  readonly left: Float64Array
  /** Weight of each entry of the user rows: how much user u passes to item j. */
  readonly right: Float64Array
  /** Turns a sum over users into the weight from item i to item j; the sum itself unless stated. */
  readonly finish?: SimilarityFinish
  /** K: entries that a row keeps. */
  readonly neighbours: number
  /** Whether the item itself takes one of its places. */
  readonly countSelf: boolean
  /** Which entries stay at the cut; unless stated, the lower number among equals. Items are met in the order in which users bring them. */
  readonly rule?: SparseSimilarity['rule']
  /** Whether products and sums are rounded to single precision, on which the order of equal ones hangs; not unless stated. */
  readonly single?: boolean
  readonly threads: number
  pause(fraction: number): Promise<void>
}

/** A formula with the scales of items that it takes. */
export type SimilarityFinish = Pick<SparseSimilarity, 'formula'> &
  Partial<Pick<SparseSimilarity, 'rowScale' | 'columnScale' | 'shrinkage' | 'minimum'>>

/** Rows of a sparse matrix. */
export type SparseWeights = Extract<ItemWeights, { kind: 'sparse' }>

/** Weights above which they are held in single precision: a gigabyte in double. */
const doublePrecisionLimit = 2 ** 27

/** Products, and places for what is kept, of one call: about 50 ms of work, and 24 MB. */
const productsAtOnce = 2 ** 24
const placesAtOnce = 2 ** 21

/**
 * The K largest positive entries of each row of `W_ij = finish(Σ_u left_iu · right_uj)`, some rows at a time, so that the dense matrix is never held.
 * Time grows with the sum over users of their squared number of items. Weights are in double precision up to 2²⁷ of them, in single above.
 */
export async function multiplyItemRows(interactions: Interactions, product: ItemProduct): Promise<SparseWeights> {
  const { items, byItem, byUser } = interactions
  const { left, right, finish = { formula: 'sum' }, rule = 'lower-number', single = false, pause } = product
  const { memory, run } = openKernels({ threads: product.threads })
  const most = Math.max(1, Math.min(product.neighbours, items))
  const given = {
    rowOffsets: memory.putIntegers(byItem.offsets),
    rowFeatures: memory.putIntegers(byItem.indices),
    rowWeights: memory.putDoubles(left),
    featureOffsets: memory.putIntegers(byUser.offsets),
    featureColumns: memory.putIntegers(byUser.indices),
    featureWeights: memory.putDoubles(right),
    shrinkage: 0,
    minimum: 0,
    withSelf: product.countSelf,
    ...{ columns: items, rule, single, ...finish },
    rowScale: memory.putDoubles(finish.rowScale ?? []),
    columnScale: memory.putDoubles(finish.columnScale ?? []),
  }
  const offsets = new Int32Array(items + 1)
  const parts: { readonly indices: Int32Array; readonly values: Float64Array }[] = []
  for (const [from, to] of blocksOf(interactions, most)) {
    await pause(from / items)
    const mark = memory.mark()
    const counts = memory.integers(to - from)
    const keptColumns = memory.integers((to - from) * most)
    const keptValues = memory.doubles((to - from) * most)
    const rows = memory.putIntegers(Int32Array.from(counts, (_, at) => from + at))
    run('sparseSimilarity', { ...given, rows, counts, keptColumns, keptValues })
    counts.forEach((count, at) => (offsets[from + at + 1] = offsets[from + at]! + count))
    parts.push(closeUp(counts, keptColumns, keptValues, most))
    memory.release(mark)
  }
  const total = offsets[items]!
  const indices = new Int32Array(total)
  const values: Scores = total > doublePrecisionLimit ? new Float32Array(total) : new Float64Array(total)
  let place = 0
  for (const part of parts) {
    indices.set(part.indices, place)
    values.set(part.values, place)
    place += part.indices.length
  }
  return { kind: 'sparse', offsets, indices, values }
}

/** Ranges of items whose products are formed in one call. */
function* blocksOf({ items, byItem, byUser }: Interactions, most: number): Generator<readonly [number, number]> {
  let from = 0
  let products = 0
  for (let item = 0; item < items; item++) {
    for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++) {
      const user = byItem.indices[entry]!
      products += byUser.offsets[user + 1]! - byUser.offsets[user]!
    }
    if (item + 1 < items && products < productsAtOnce && (item + 2 - from) * most <= placesAtOnce) continue
    yield [from, item + 1]
    from = item + 1
    products = 0
  }
}

/** What rows kept, without the room that they left. */
function closeUp(counts: Int32Array, keptColumns: Int32Array, keptValues: Float64Array, most: number) {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const indices = new Int32Array(total)
  const values = new Float64Array(total)
  let place = 0
  for (let at = 0; at < counts.length; at++) {
    const end = at * most + counts[at]!
    for (let from = at * most; from < end; from++) {
      indices[place] = keptColumns[from]!
      values[place++] = keptValues[from]!
    }
  }
  return { indices, values }
}

/** Rows and columns exchanged; entries of a row stay in ascending order. */
export function transposeWeights({ offsets, indices, values }: SparseWeights): SparseWeights {
  const items = offsets.length - 1
  const next = new Int32Array(items + 1)
  for (const column of indices) next[column + 1]!++
  for (let item = 0; item < items; item++) next[item + 1]! += next[item]!
  const turned = { offsets: next.slice(), indices: new Int32Array(indices.length), values: values.slice() }
  for (let row = 0; row < items; row++)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const place = next[indices[entry]!]!++
      turned.indices[place] = row
      turned.values[place] = values[entry]!
    }
  return { kind: 'sparse', ...turned }
}
