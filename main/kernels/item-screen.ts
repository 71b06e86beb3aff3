import type { KernelMemory } from './memory.ts'

/** Items as rows of small integers in descending order of length, with what bounds the distance of integer products from products. */
export interface ItemScreen {
  /** Eight items together: two entries of each, then the next two. */
  readonly panels: Int32Array
  /** The item at each place. */
  readonly order: Int32Array
  /** Largest length in integers of each {@link screenChunk} of places. */
  readonly reaches: Float64Array
  /** Largest scaled length of an item. */
  readonly length: number
  /** Largest length of what rounding changed of an item. */
  readonly error: number
}

/** Places between two looks at whether the rest can be left out. */
export const screenChunk = 128
const panelItems = 8
/** Scaled length of the longest item: sums of products of two such rows stay below 2³¹. */
const longest = 32000
/** What lengths are raised by, for their own rounding. */
const inflate = 1.000001

/**
 * Scales all items by one number and rounds them. Products with rows that are rounded in the same way differ from the scaled products by at most ‖δp‖ ‖q‖ + ‖p‖ ‖δq‖ (Cauchy and
 * Schwarz), δ what rounding changed.
 *
 * @param right items of `width` doubles
 * @returns null where there is nothing to tell apart, or a number that is none
 */
export function screenItems(memory: KernelMemory, right: Float64Array, width: number): ItemScreen | null {
  const items = right.length / width
  const lengths = lengthsOf(right, width)
  const order = memory.integers(items)
  for (let item = 0; item < items; item++) order[item] = item
  order.sort((a, b) => lengths[b]! - lengths[a]! || a - b)
  const most = lengths[order[0]!]!
  if (!(most > 1e-100 && most < 1e100) || lengths.some((length) => Number.isNaN(length))) return null
  const scale = longest / most
  const pairs = Math.ceil(width / 2)
  const panels = memory.integers(Math.ceil(items / panelItems) * panelItems * pairs)
  const halves = new Int16Array(panels.buffer, panels.byteOffset, 2 * panels.length)
  const reaches = memory.doubles(Math.ceil(items / screenChunk))
  let error = 0
  for (let place = 0; place < items; place++) {
    const [start, into] = [order[place]! * width, 2 * ((place - (place % panelItems)) * pairs + (place % panelItems))]
    let [squares, errors] = [0, 0]
    for (let k = 0; k < width; k++) {
      const wanted = scale * right[start + k]!
      const rounded = Math.round(wanted)
      halves[into + (k >> 1) * 2 * panelItems + (k & 1)] = rounded
      squares += rounded * rounded
      errors += (wanted - rounded) ** 2
    }
    const chunk = Math.floor(place / screenChunk)
    reaches[chunk] = Math.max(reaches[chunk]!, inflate * Math.sqrt(squares))
    error = Math.max(error, inflate * Math.sqrt(errors))
  }
  for (let chunk = reaches.length - 2; chunk >= 0; chunk--)
    reaches[chunk] = Math.max(reaches[chunk]!, reaches[chunk + 1]!)
  return { panels, order, reaches, length: inflate * longest, error }
}

function lengthsOf(rows: Float64Array, width: number): Float64Array {
  return Float64Array.from({ length: rows.length / width }, (_, row) => {
    let sum = 0
    for (let k = row * width; k < (row + 1) * width; k++) sum += rows[k]! ** 2
    return Math.sqrt(sum)
  })
}
