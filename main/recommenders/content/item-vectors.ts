import { choice, real, toggle, type ConfigurationOf } from '../../contract/settings.ts'
import type { SideTable } from '../../data/interactions.ts'
import { wordsOf } from './tokens.ts'

/** Features of items as sparse rows, ascending within a row; an item's row has length 1, or is empty where nothing is known. */
export interface ItemVectors {
  /** What each column means, for people: a word, a category, a number. */
  readonly names: readonly string[]
  readonly offsets: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
}

export const textWeightings = ['bag-of-words', 'tfidf', 'bm25'] as const

/** Settings of every model that reads tables of items. */
export const vectorSettings = {
  textWeighting: choice(textWeightings, 'tfidf', 'How words count: as often as they occur, or rare ones more.'),
  textWeight: real({ default: 1, help: 'Weight of the words of texts against the other features.' }),
  categoryWeight: real({ default: 1, help: 'Weight of categories against the other features.' }),
  numberWeight: real({ default: 0.3, help: 'Weight of numbers against the other features.' }),
  rareWords: toggle(false, 'Whether words that only one item has count too.'),
}
export type VectorSettings = ConfigurationOf<typeof vectorSettings>

/** BM25: saturation of repeated words, and how much the length of a text matters. */
const saturation = 1.2
const lengthShare = 0.75

/** One column of a table as sparse rows of length 1. */
interface Block {
  readonly weight: number
  readonly rows: readonly ReadonlyMap<string, number>[]
}

/**
 * A vector per item: each column of the table becomes a block of length 1, times the weight of its kind, and the whole is brought to length 1 again.
 *
 *   bag-of-words  tf            tfidf  tf · ln(n / df)            bm25  ln(1 + (n − df + ½)/(df + ½)) · tf (k + 1) / (tf + k (1 − b + b |d| / mean |d|))
 *
 * A category counts 1. A number x becomes (cos θ, sin θ) with θ = π/2 · (share of the items whose number is smaller), so that equal numbers have cosine 1
 * and the smallest and largest 0.
 *
 * G. Salton, C. Buckley (1988). Term-weighting approaches in automatic text retrieval. IPM 24(5). doi:10.1016/0306-4573(88)90021-0
 * S. Robertson, H. Zaragoza (2009). The Probabilistic Relevance Framework: BM25 and Beyond. FnTIR 3(4). doi:10.1561/1500000019
 */
export function vectorizeItems(table: SideTable, items: number, settings: VectorSettings): ItemVectors {
  const { textWeighting, textWeight, categoryWeight, numberWeight, rareWords } = settings
  const blocks: Block[] = [
    ...table.texts.map(({ values }) => ({ weight: textWeight, rows: weighWords(values, textWeighting, rareWords) })),
    ...table.categories.map(({ name, values }) => ({
      weight: categoryWeight,
      rows: values.map((list) => new Map(list.map((value) => [`${name} = ${value}`, 1]))),
    })),
    ...table.numbers.map(({ name, values }) => ({ weight: numberWeight, rows: placeNumbers(name, values) })),
  ]
  return toVectors(
    blocks.filter(({ weight }) => weight > 0),
    items,
  )
}

function weighWords(
  texts: readonly string[],
  weighting: VectorSettings['textWeighting'],
  rareWords: boolean,
): Map<string, number>[] {
  const counts = texts.map((text) => {
    const row = new Map<string, number>()
    for (const word of wordsOf(text)) row.set(word, (row.get(word) ?? 0) + 1)
    return row
  })
  const documents = new Map<string, number>()
  for (const row of counts) for (const word of row.keys()) documents.set(word, (documents.get(word) ?? 0) + 1)
  const lengths = counts.map((row) => [...row.values()].reduce((sum, count) => sum + count, 0))
  const known = lengths.filter((length) => length > 0).length
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, known)
  const weigh = (count: number, frequency: number, length: number): number => {
    if (weighting === 'bag-of-words') return count
    if (weighting === 'tfidf') return count * Math.log(known / frequency)
    const norm = saturation * (1 - lengthShare + (lengthShare * length) / mean)
    return (Math.log(1 + (known - frequency + 0.5) / (frequency + 0.5)) * count * (saturation + 1)) / (count + norm)
  }
  return counts.map((row, item) => {
    const kept = [...row].filter(([word]) => rareWords || documents.get(word)! > 1)
    return new Map(kept.map(([word, count]) => [word, weigh(count, documents.get(word)!, lengths[item]!)]))
  })
}

function placeNumbers(name: string, values: Float64Array): Map<string, number>[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const last = Math.max(1, sorted.length - 1)
  return Array.from(values, (value) => {
    if (Number.isNaN(value)) return new Map()
    const angle = ((Math.PI / 2) * firstIndex(sorted, value)) / last
    return new Map([
      [`low ${name}`, Math.cos(angle)],
      [`high ${name}`, Math.sin(angle)],
    ])
  })
}

/** The number of entries of an ascending array that are smaller than a value. */
function firstIndex(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function toVectors(blocks: readonly Block[], items: number): ItemVectors {
  const numbers = new Map<string, number>()
  const offsets = new Int32Array(items + 1)
  const indices: number[] = []
  const values: number[] = []
  for (let item = 0; item < items; item++) {
    const row = new Map<number, number>()
    for (const { weight, rows } of blocks) {
      const cells = [...rows[item]!]
      const length = Math.sqrt(cells.reduce((sum, [, value]) => sum + value * value, 0))
      if (length === 0) continue
      for (const [name, value] of cells) {
        if (value === 0) continue
        if (!numbers.has(name)) numbers.set(name, numbers.size)
        const column = numbers.get(name)!
        row.set(column, (row.get(column) ?? 0) + (weight * value) / length)
      }
    }
    const length = Math.sqrt([...row.values()].reduce((sum, value) => sum + value * value, 0))
    for (const [column, value] of [...row].sort(([a], [b]) => a - b)) {
      indices.push(column)
      values.push(value / length)
    }
    offsets[item + 1] = indices.length
  }
  return { names: [...numbers.keys()], offsets, indices: Int32Array.from(indices), values: Float64Array.from(values) }
}

/** Adds a multiple of an item's row to a dense vector. */
export function addVector({ offsets, indices, values }: ItemVectors, item: number, amount: number, into: Float64Array) {
  for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++)
    into[indices[entry]!]! += amount * values[entry]!
}

/** The inner product of an item's row with a dense vector. */
export function productWith({ offsets, indices, values }: ItemVectors, item: number, dense: Float64Array): number {
  let sum = 0
  for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++) sum += values[entry]! * dense[indices[entry]!]!
  return sum
}

/** The cosine of two items: their rows have length 1. */
export function cosineOf({ offsets, indices, values }: ItemVectors, a: number, b: number): number {
  let sum = 0
  let i = offsets[a]!
  let j = offsets[b]!
  while (i < offsets[a + 1]! && j < offsets[b + 1]!) {
    const difference = indices[i]! - indices[j]!
    if (difference === 0) sum += values[i]! * values[j]!
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return sum
}

/** What two items have in common, the heaviest first: names of the features in both rows. */
export function sharedNames(vectors: ItemVectors, a: number, b: number, most: number): string[] {
  const { offsets, indices, values, names } = vectors
  const held = new Map<number, number>()
  for (let entry = offsets[a]!; entry < offsets[a + 1]!; entry++) held.set(indices[entry]!, values[entry]!)
  const shared: [number, number][] = []
  for (let entry = offsets[b]!; entry < offsets[b + 1]!; entry++) {
    const other = held.get(indices[entry]!)
    if (other !== undefined) shared.push([indices[entry]!, other * values[entry]!])
  }
  return shared
    .sort((x, y) => y[1] - x[1] || x[0] - y[0])
    .slice(0, most)
    .map(([column]) => names[column]!)
}
