import type { Interactions } from '../../data/interactions.ts'
import type { Scores } from '../recommender.ts'
import type { ItemWeights } from '../item-weights.ts'
import { keepLargest, type Keep } from '../../math/keep-largest.ts'

/** How the product is formed and what is kept of it. */
export interface ItemProduct {
  /** Weight of each entry of the item rows: how much item i passes to user u. */
  readonly left: Float64Array
  /** Weight of each entry of the user rows: how much user u passes to item j. */
  readonly right: Float64Array
  /** Turns a sum over users into the weight from item i to item j. */
  adjust(sum: number, common: number, from: number, to: number): number
  /** K: entries that a row keeps. */
  readonly neighbours: number
  /** Whether the item itself takes one of its places. */
  readonly countSelf: boolean
  /** Which entries stay at the cut; unless stated, the lower number among equals. Candidates are given in the order in which users brought them. */
  readonly keep?: Keep
  /** Whether products and sums are rounded to single precision, on which the order of equal ones hangs; not unless stated. */
  readonly single?: boolean
  pause(fraction: number): Promise<void>
}

/** Rows of a sparse matrix. */
export type SparseWeights = Extract<ItemWeights, { kind: 'sparse' }>

/** Weights above which they are held in single precision: a gigabyte in double. */
const doublePrecisionLimit = 2 ** 27

/**
 * The K largest positive entries of each row of `W_ij = adjust(Σ_u left_iu · right_uj)`, row by row, so that the dense matrix is never held.
 * Time grows with the sum over users of their squared number of items. Weights are in double precision up to 2²⁷ of them, in single above.
 */
export async function multiplyItemRows(
  { items, byItem, byUser }: Interactions,
  { left, right, adjust, neighbours, countSelf, keep = keepLargest, single = false, pause }: ItemProduct,
): Promise<SparseWeights> {
  const sums = single ? new Float32Array(items) : new Float64Array(items)
  const common = new Int32Array(items)
  const touched = new Int32Array(items)
  const offsets = new Int32Array(items + 1)
  const indices: Int32Array[] = []
  const values: Float64Array[] = []
  for (let item = 0; item < items; item++) {
    if (item % 64 === 0) await pause(item / items)
    let count = 0
    for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++) {
      const user = byItem.indices[entry]!
      const weight = left[entry]!
      for (let other = byUser.offsets[user]!; other < byUser.offsets[user + 1]!; other++) {
        const column = byUser.indices[other]!
        if (common[column] === 0) touched[count++] = column
        common[column]!++
        const product = weight * right[other]!
        sums[column]! += single ? Math.fround(product) : product
      }
    }
    const found = touched.subarray(0, count)
    for (const other of found) sums[other] = adjust(sums[other]!, common[other]!, item, other)
    const candidates = countSelf ? found : found.filter((other) => other !== item)
    const kept = keep(sums, candidates, Math.min(neighbours, items))
    indices.push(kept)
    values.push(Float64Array.from(kept, (other) => sums[other]!))
    offsets[item + 1] = offsets[item]! + kept.length
    for (const other of found) sums[other] = common[other] = 0
  }
  const total = offsets[items]!
  return {
    kind: 'sparse',
    offsets,
    indices: joinInto(new Int32Array(total), indices),
    values: joinInto<Scores>(total > doublePrecisionLimit ? new Float32Array(total) : new Float64Array(total), values),
  }
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

function joinInto<A extends Int32Array | Scores>(joined: A, parts: readonly (Int32Array | Float64Array)[]): A {
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}
