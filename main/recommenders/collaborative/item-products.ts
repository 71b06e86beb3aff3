import type { Interactions } from '../../data/interactions.ts'
import type { ItemWeights } from '../item-weights.ts'
import { keepLargest } from './keep-largest.ts'

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
  pause(fraction: number): Promise<void>
}

/**
 * The K largest positive entries of each row of `W_ij = adjust(Σ_u left_iu · right_uj)`, row by row, so that the whole matrix is never held.
 * Time grows with the sum over users of their squared number of items.
 */
export async function multiplyItemRows(
  { items, byItem, byUser }: Interactions,
  { left, right, adjust, neighbours, countSelf, pause }: ItemProduct,
): Promise<ItemWeights> {
  const sums = new Float64Array(items)
  const common = new Int32Array(items)
  const touched = new Int32Array(items)
  const offsets = new Int32Array(items + 1)
  const indices: Int32Array[] = []
  const values: Float32Array[] = []
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
        sums[column]! += weight * right[other]!
      }
    }
    const found = touched.slice(0, count).sort()
    for (const other of found) sums[other] = adjust(sums[other]!, common[other]!, item, other)
    const candidates = countSelf ? found : found.filter((other) => other !== item)
    const kept = keepLargest(sums, candidates, neighbours)
    indices.push(kept)
    values.push(Float32Array.from(kept, (other) => sums[other]!))
    offsets[item + 1] = offsets[item]! + kept.length
    for (const other of found) sums[other] = common[other] = 0
  }
  return {
    kind: 'sparse',
    offsets,
    indices: joinInto(new Int32Array(offsets[items]!), indices),
    values: joinInto(new Float32Array(offsets[items]!), values),
  }
}

function joinInto<A extends Int32Array | Float32Array>(joined: A, parts: readonly A[]): A {
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}
