import type { Interactions, SideTable } from '../../data/interactions.ts'

/** Features of each item as ascending numbers: features of item `j` are `indices[offsets[j] … offsets[j + 1])`. */
export interface ItemFeatures {
  readonly count: number
  readonly offsets: Int32Array
  readonly indices: Int32Array
}

/** The categories of each item in every category column of the item table; null when there is none. */
export function itemCategories({ side, items }: Interactions): ItemFeatures | null {
  const columns = side?.items?.categories ?? []
  return columns.length === 0 ? null : numberFeatures(items, (item) => categoriesOf(columns, item))
}

/** What describes each item: its categories, or the words of its texts where the item table has no categories; null without either. */
export function itemDescriptions(train: Interactions): ItemFeatures | null {
  const texts = train.side?.items?.texts ?? []
  const categories = itemCategories(train)
  if (categories || texts.length === 0) return categories
  const words = new Intl.Segmenter(undefined, { granularity: 'word' })
  return numberFeatures(train.items, (item) =>
    texts.flatMap(({ values }) =>
      [...words.segment((values[item] ?? '').toLowerCase())].flatMap(({ segment, isWordLike }) =>
        isWordLike ? [segment] : [],
      ),
    ),
  )
}

export const featuresOf = ({ offsets, indices }: ItemFeatures, item: number): Int32Array =>
  indices.subarray(offsets[item], offsets[item + 1])

/**
 * How the categories of items are distributed: every item spreads a weight of 1 evenly over its categories; NaN in every place when no item has one.
 *
 * H. Steck (2018). Calibrated recommendations. RecSys '18. doi:10.1145/3240323.3240372
 *
 * @param count how many of the items, from the first
 * @param shares by category, overwritten
 */
export function distribute(
  { offsets, indices }: ItemFeatures,
  items: Int32Array,
  count: number,
  shares: Float64Array,
): void {
  shares.fill(0)
  let total = 0
  for (let position = 0; position < count; position++) {
    const start = offsets[items[position]!]!
    const end = offsets[items[position]! + 1]!
    if (start === end) continue
    for (let entry = start; entry < end; entry++) shares[indices[entry]!]! += 1 / (end - start)
    total++
  }
  for (let feature = 0; feature < shares.length; feature++) shares[feature]! /= total
}

/** Counts distinct features of items, one question after the other. */
export function featureCounter({ count, offsets, indices }: ItemFeatures): {
  start(): void
  add(item: number): void
  readonly distinct: number
} {
  const seen = new Int32Array(count)
  let question = 0
  let distinct = 0
  return {
    start() {
      question++
      distinct = 0
    },
    add(item) {
      for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++) {
        if (seen[indices[entry]!] === question) continue
        seen[indices[entry]!] = question
        distinct++
      }
    },
    get distinct() {
      return distinct
    },
  }
}

const categoriesOf = (columns: SideTable['categories'], item: number): string[] =>
  columns.flatMap(({ name, values }) => (values[item] ?? []).map((value) => `${name}\u0000${value}`))

function numberFeatures(items: number, namesOf: (item: number) => readonly string[]): ItemFeatures {
  const known = new Map<string, number>()
  const offsets = new Int32Array(items + 1)
  const indices: number[] = []
  for (let item = 0; item < items; item++) {
    const own = new Set<number>()
    for (const name of namesOf(item)) {
      if (!known.has(name)) known.set(name, known.size)
      own.add(known.get(name)!)
    }
    indices.push(...[...own].sort((a, b) => a - b))
    offsets[item + 1] = indices.length
  }
  return { count: known.size, offsets, indices: Int32Array.from(indices) }
}
