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

/** Products of one call, about 50 ms of work, and places for what is kept of a batch of calls, 50 MB. */
const productsAtOnce = 2 ** 24
const placesAtOnce = 2 ** 22

/** Products of two such weights and their sums neither vanish nor are negative. */
const leastPositive = 1e-100

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
    positive: arePositive(left) && arePositive(right),
    shrinkage: 0,
    minimum: 0,
    ...{ columns: items, rule, single, ...finish },
    rowScale: memory.putDoubles(finish.rowScale ?? []),
    columnScale: memory.putDoubles(finish.columnScale ?? []),
  }
  const offsets = new Int32Array(items + 1)
  const parts: Kept[] = []
  const batch = Math.max(1, Math.floor(placesAtOnce / most))
  for (let start = 0; start < items; start += batch) {
    const size = Math.min(batch, items - start)
    const mark = memory.mark()
    const rows = memory.integers(size)
    for (let at = 0; at < size; at++) rows[at] = start + at
    const selves = product.countSelf ? memory.integers(size).fill(-1) : rows
    const counts = memory.integers(size)
    const keptColumns = memory.integers(size * most)
    const keptValues = memory.doubles(size * most)
    for (const [from, to] of callsOf(interactions, start, start + size)) {
      await pause(from / items)
      const [first, last] = [from - start, to - start]
      run('sparseSimilarity', {
        ...given,
        rows: rows.subarray(first, last),
        selves: selves.subarray(first, last),
        counts: counts.subarray(first, last),
        keptColumns: keptColumns.subarray(first * most, last * most),
        keptValues: keptValues.subarray(first * most, last * most),
      })
    }
    for (let at = 0; at < size; at++) offsets[start + at + 1] = offsets[start + at]! + counts[at]!
    parts.push(closeUp(counts, keptColumns, keptValues, most))
    memory.release(mark)
  }
  return { kind: 'sparse', offsets, ...join(parts, offsets[items]!) }
}

interface Kept {
  readonly indices: Int32Array
  readonly values: Scores
}

function arePositive(weights: Float64Array): boolean {
  for (let entry = 0; entry < weights.length; entry++) if (!(weights[entry]! >= leastPositive)) return false
  return true
}

/** Ranges of items whose products are formed in one call. */
function* callsOf({ byItem, byUser }: Interactions, start: number, end: number): Generator<readonly [number, number]> {
  let from = start
  let products = 0
  for (let item = start; item < end; item++) {
    for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++) {
      const user = byItem.indices[entry]!
      products += byUser.offsets[user + 1]! - byUser.offsets[user]!
    }
    if (item + 1 < end && products < productsAtOnce) continue
    yield [from, item + 1]
    from = item + 1
    products = 0
  }
}

/** What rows kept, without the room that they left. */
function closeUp(counts: Int32Array, keptColumns: Int32Array, keptValues: Float64Array, most: number): Kept {
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

function join(parts: readonly Kept[], total: number): Kept {
  if (parts.length === 1 && total <= doublePrecisionLimit) return parts[0]!
  const indices = new Int32Array(total)
  const values: Scores = total > doublePrecisionLimit ? new Float32Array(total) : new Float64Array(total)
  let place = 0
  for (const part of parts) {
    indices.set(part.indices, place)
    values.set(part.values, place)
    place += part.indices.length
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
