import type { ItemScreen } from '../item-screen.ts'

/** Rows and items of `width` doubles, and the items that each row does not want. */
export interface BestProducts {
  readonly left: Float64Array
  readonly right: Float64Array
  readonly width: number
  /** Items in small integers, made of `right` by `screenItems`. */
  readonly screen: ItemScreen
  /** Row r of `left` does not want `indices[offsets[u] … offsets[u + 1])` for u = `seenRows[r]`, ascending. */
  readonly seenRows: Int32Array
  readonly seenOffsets: Int32Array
  readonly seenIndices: Int32Array
  /** Length of the lists, at least 1. */
  readonly keep: number
  /** Places of each row in `found` and `scores`; a multiple of 4. */
  readonly room: number
  /** How many were found for each row; −1 where there is no telling so few apart, such as for a row of zeros. */
  readonly counts: Int32Array
  readonly found: Int32Array
  readonly scores: Float64Array
}

/** Relative width within which two scores may round to the same 12 significant digits. */
const hidden = 1e-11

/**
 * The wanted items of each row whose product is at least the `keep`-th largest of them, or less by as little as rounding to twelve digits may hide: all that can be
 * in a list of `keep`, ascending by item, with their products.
 */
export function bestProducts(input: BestProducts): void {
  const { left, right, width, seenRows, seenOffsets, seenIndices, keep, room, counts, found, scores } = input
  const items = right.length / width
  for (let row = 0; row < counts.length; row++) {
    const user = seenRows[row]!
    const seen = seenIndices.subarray(seenOffsets[user], seenOffsets[user + 1])
    const products = Float64Array.from({ length: items }, (_, item) => {
      if (seen.includes(item)) return -Infinity
      let sum = 0
      for (let k = 0; k < width; k++) sum += left[row * width + k]! * right[item * width + k]!
      return sum
    })
    const last = products.slice().sort()[items - keep] ?? -Infinity
    const least = last === -Infinity ? last : last - hidden * Math.abs(last)
    const best = Array.from(products.keys()).filter((item) => products[item]! > -Infinity && products[item]! >= least)
    const told = best.length <= room && left.subarray(row * width, (row + 1) * width).some((value) => value !== 0)
    counts[row] = told ? best.length : -1
    if (told)
      best.forEach((item, place) => {
        found[row * room + place] = item
        scores[row * room + place] = products[item]!
      })
  }
}
