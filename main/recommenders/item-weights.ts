import { openKernels, type Kernels } from '../kernels/kernels.ts'
import type { KernelMemory } from '../kernels/memory.ts'
import { pack, type Archive } from './archive.ts'
import { historyColumns, historyOf, knownItems, readHistories, type Histories } from './histories.ts'
import type { Model, ScorePart, Scores } from './recommender.ts'

/**
 * Weights between items, dense or as sparse rows: row i says how much having item i adds to the score of each other item. In double precision, so that scores
 * which are equal by formula tie; single precision is for weights that would take more than a gigabyte.
 */
export type ItemWeights =
  | { readonly kind: 'dense'; readonly values: Scores }
  | {
      readonly kind: 'sparse'
      readonly offsets: Int32Array
      readonly indices: Int32Array
      readonly values: Scores
    }

/** A trained linear item–item model. */
export interface ItemWeightModel {
  readonly id: string
  readonly version: number
  readonly histories: Histories
  readonly weights: ItemWeights
  /** Scores of somebody without a known history. */
  readonly popularity: Float32Array
  /** What every score starts from, by item; zero unless stated. */
  readonly base?: Float64Array
  /** How many items of a history count for an item, those with the largest weights; all unless stated. */
  readonly atMost?: number
  /** Threads that share the work of scoring; one unless stated. */
  readonly threads?: number
  /** Kernels in whose memory dense weights lie already. */
  readonly kernels?: Kernels
}

/**
 * The model `score(u, j) = base_j + Σ_{i ∈ history of u} W_ij`: folds in any history, explains each score exactly, and calls items with a large weight
 * similar. Where only so many items of a history count, the sum is over those with the largest W_ij. Somebody without a history gets the popularity of the
 * items.
 */
export function itemWeightModel(parts: ItemWeightModel): Model {
  const { histories, weights, popularity, base, atMost = Infinity } = parts
  const { items } = histories
  const add =
    weights.kind === 'dense' && atMost === Infinity
      ? denseAdder(weights, parts)
      : sparseAdder(toSparse(weights, items), parts)
  const score = (lists: readonly Int32Array[], into: Scores): void => {
    add(lists, into)
    lists.forEach((list, row) => {
      if (list.length === 0) into.set(popularity, row * items)
    })
  }
  return {
    score: (users, into) =>
      score(
        Array.from(users, (user) => historyOf(histories, user)),
        into,
      ),
    scoreHistory: (history, _values, into) => score([knownItems(history, items)], into),
    similarItems: (item, k) => largest(rowOf(weights, item, items), item, k),
    explain(history, _values, item) {
      const known = knownItems(history, items)
      const terms = Array.from(known, (source): ScorePart => ({
        item: source,
        amount: weightOf(weights, source, item, items),
      })).filter(({ amount }) => amount !== 0)
      if (terms.length > atMost) terms.sort((a, b) => b.amount - a.amount).splice(atMost)
      return {
        parts: terms.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
        rest: known.length === 0 ? popularity[item]! : (base?.[item] ?? 0),
        exact: true,
      }
    },
    save: () => save(parts),
  }
}

/** Scores that are held at a time beside those that are asked for. */
const scoresAtOnce = 2 ** 20

/** Writes the scores of lists of items. */
type Adder = (lists: readonly Int32Array[], into: Scores) => void

function denseAdder(weights: ItemWeights & { kind: 'dense' }, parts: ItemWeightModel): Adder {
  const { values } = weights
  const { histories, base } = parts
  const { items } = histories
  if (values instanceof Float64Array && !base) return compiledDenseAdder(values, parts)
  const sums = new Float64Array(items)
  return (lists, into) => {
    lists.forEach((list, row) => {
      if (base) sums.set(base)
      else sums.fill(0)
      for (const item of list) {
        const start = item * items
        for (let other = 0; other < items; other++) sums[other]! += values[start + other]!
      }
      into.set(sums, row * items)
    })
  }
}

/** Sums of rows of weights in double precision, in the order of the lists. */
function compiledDenseAdder(
  values: Float64Array,
  { histories: { items }, kernels, threads = 1 }: ItemWeightModel,
): Adder {
  let opened: { readonly kernels: Kernels; readonly source: Float64Array } | undefined
  const open = () => {
    if (kernels) return { kernels, source: values }
    const own = openKernels({ threads })
    return { kernels: own, source: own.memory.putDoubles(values) }
  }
  return inBlocks(items, (lists, into) => {
    const {
      kernels: { memory, run },
      source,
    } = (opened ??= open())
    const mark = memory.mark()
    const { offsets, rows } = putLists(lists, memory)
    const sums = memory.doubles(lists.length * items)
    run('propagate', { offsets, indices: rows, source, width: items, into: sums })
    into.set(sums)
    memory.release(mark)
  })
}

function putLists(lists: readonly Int32Array[], memory: KernelMemory) {
  const offsets = memory.integers(lists.length + 1)
  lists.forEach((list, row) => (offsets[row + 1] = offsets[row]! + list.length))
  const rows = memory.integers(offsets[lists.length]!)
  lists.forEach((list, row) => rows.set(list, offsets[row]))
  return { offsets, rows }
}

/** Adds a block of lists after the other, so that memory does not grow with their number. */
function inBlocks(items: number, add: Adder): Adder {
  const atOnce = Math.max(1, Math.floor(scoresAtOnce / items))
  return (lists, into) => {
    for (let from = 0; from < lists.length; from += atOnce) {
      const block = lists.slice(from, from + atOnce)
      add(block, into.subarray(from * items, (from + block.length) * items))
    }
  }
}

function toSparse(weights: ItemWeights, items: number): ItemWeights & { kind: 'sparse' } {
  if (weights.kind === 'sparse') return weights
  return {
    kind: 'sparse',
    offsets: Int32Array.from({ length: items + 1 }, (_, item) => item * items),
    indices: Int32Array.from(weights.values, (_, entry) => entry % items),
    values: weights.values,
  }
}

function sparseAdder(weights: ItemWeights & { kind: 'sparse' }, parts: ItemWeightModel): Adder {
  const { histories, base = [], atMost = 0, threads = 1 } = parts
  const { items } = histories
  const open = () => {
    const kernels = openKernels({ threads })
    const { memory } = kernels
    const { offsets, indices, values } = weights
    return {
      ...kernels,
      given: {
        amounts: memory.doubles(0),
        rowOffsets: memory.putIntegers(offsets),
        rowColumns: memory.putIntegers(indices),
        rowValues: values instanceof Float32Array ? memory.putFloats(values) : memory.putDoubles(values),
        base: memory.putDoubles(base),
        most: atMost,
      },
    }
  }
  let opened: ReturnType<typeof open> | undefined
  const addBlock = (lists: readonly Int32Array[], into: Scores): void => {
    const { memory, run, given } = (opened ??= open())
    const mark = memory.mark()
    const { offsets, rows } = putLists(lists, memory)
    const sums = memory.doubles(lists.length * items)
    run('sumSparseRows', { ...given, offsets, rows, into: sums })
    into.set(sums)
    memory.release(mark)
  }
  return inBlocks(items, addBlock)
}

function forEachWeight(
  weights: ItemWeights,
  item: number,
  items: number,
  visit: (other: number, value: number) => void,
): void {
  const { values } = weights
  if (weights.kind === 'dense') for (let other = 0; other < items; other++) visit(other, values[item * items + other]!)
  else
    for (let entry = weights.offsets[item]!; entry < weights.offsets[item + 1]!; entry++)
      visit(weights.indices[entry]!, values[entry]!)
}

function rowOf(weights: ItemWeights, item: number, items: number): Scores {
  if (weights.kind === 'dense') return weights.values.subarray(item * items, (item + 1) * items)
  const row = new Float64Array(items)
  forEachWeight(weights, item, items, (other, value) => (row[other] = value))
  return row
}

/** One weight; rows of sparse weights are ascending. */
function weightOf(weights: ItemWeights, item: number, other: number, items: number): number {
  if (weights.kind === 'dense') return weights.values[item * items + other]!
  const { offsets, indices, values } = weights
  let [low, high] = [offsets[item]!, offsets[item + 1]!]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (indices[middle]! < other) low = middle + 1
    else high = middle
  }
  return low < offsets[item + 1]! && indices[low] === other ? values[low]! : 0
}

/** The k largest positive entries of a row without the item itself, best first; among equals the lower number. */
export function largest(
  row: ArrayLike<number>,
  item: number,
  k: number,
): { items: Int32Array; similarities: Float32Array } {
  const positive = Int32Array.from(row, (_, other) => other).filter((other) => other !== item && row[other]! > 0)
  const values = Float64Array.from(positive, (other) => row[other]!).sort()
  const least = values[Math.max(0, values.length - k)]!
  const order = Array.from(positive.filter((other) => row[other]! >= least))
    .sort((a, b) => row[b]! - row[a]! || a - b)
    .slice(0, k)
  return { items: Int32Array.from(order), similarities: Float32Array.from(order, (other) => row[other]!) }
}

function save({ id, version, histories, weights, popularity, base, atMost }: ItemWeightModel): Uint8Array<ArrayBuffer> {
  const rows = weights.kind === 'sparse' ? { rows: weights.offsets, columns: weights.indices } : {}
  return pack(
    id,
    version,
    { items: histories.items, kind: weights.kind, ...(atMost !== undefined && { atMost }) },
    { ...historyColumns(histories), popularity, values: weights.values, ...rows, ...(base && { base }) },
  )
}

/** Reads what {@link itemWeightModel} saved. */
export function readItemWeights(archive: Archive): Omit<ItemWeightModel, 'id' | 'version'> {
  const { facts, columns } = archive
  const values = columns['values'] as Scores
  return {
    histories: readHistories(archive),
    popularity: columns['popularity'] as Float32Array,
    ...(columns['base'] && { base: columns['base'] as Float64Array }),
    ...(facts['atMost'] !== undefined && { atMost: facts['atMost'] as number }),
    weights:
      facts['kind'] === 'dense'
        ? { kind: 'dense', values }
        : { kind: 'sparse', offsets: columns['rows'] as Int32Array, indices: columns['columns'] as Int32Array, values },
  }
}
