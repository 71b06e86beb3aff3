import type { Archive } from '../archive.ts'

/** The categories of items as sparse rows. */
export interface ItemCategories {
  readonly count: number
  readonly offsets: Int32Array
  readonly indices: Int32Array
}

export function numberCategories(lists: readonly (readonly string[])[]): ItemCategories {
  const numbers = new Map<string, number>()
  const offsets = new Int32Array(lists.length + 1)
  const indices: number[] = []
  lists.forEach((list, item) => {
    for (const name of list) {
      if (!numbers.has(name)) numbers.set(name, numbers.size)
      indices.push(numbers.get(name)!)
    }
    offsets[item + 1] = indices.length
  })
  return { count: numbers.size, offsets, indices: Int32Array.from(indices) }
}

/** Adds p(category | item) = 1 / number of the item's categories, times an amount. */
export function addShares(
  { offsets, indices }: ItemCategories,
  item: number,
  amount: number,
  into: Float64Array,
): void {
  const [from, to] = [offsets[item]!, offsets[item + 1]!]
  for (let entry = from; entry < to; entry++) into[indices[entry]!]! += amount / (to - from)
}

/** The mean of p(category | item) over the items of a list that have a category; null when none has. */
export function distributionOf(categories: ItemCategories, items: Iterable<number>): Float64Array | null {
  const sum = new Float64Array(categories.count)
  for (const item of items) if (item >= 0 && item < categories.offsets.length - 1) addShares(categories, item, 1, sum)
  const total = sum.reduce((all, value) => all + value, 0)
  return total === 0 ? null : sum.map((value) => value / total)
}

export const categoryColumns = ({ offsets, indices }: ItemCategories) => ({
  categoryOffsets: offsets,
  categoryIndices: indices,
})

export const readCategories = ({ facts, columns }: Archive): ItemCategories => ({
  count: facts['categories'] as number,
  offsets: columns['categoryOffsets'] as Int32Array,
  indices: columns['categoryIndices'] as Int32Array,
})
