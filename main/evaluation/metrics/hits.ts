import type { ListView } from '../ranked-lists.ts'

/** Where ascending values contain one, by binary search; −1 where they do not. */
export function indexSorted(values: Int32Array, wanted: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low < values.length && values[low] === wanted ? low : -1
}

/** Whether ascending values contain one. */
export const includesSorted = (values: Int32Array, wanted: number): boolean => indexSorted(values, wanted) >= 0

/** Relevant items among the first `cutoff` of the list. */
export function countHits({ hits, hitCount }: ListView, cutoff: number): number {
  let count = 0
  while (count < hitCount && hits[count]! < cutoff) count++
  return count
}

/** Sum over the hits of the weights of their places, which are counted from 0; places beyond the weights count nothing. */
export function sumAtHits({ hits, hitCount }: ListView, weights: Float64Array): number {
  let sum = 0
  for (let hit = 0; hit < hitCount && hits[hit]! < weights.length; hit++) sum += weights[hits[hit]!]!
  return sum
}

/** Sums of the first weights: of none, of one, … of all. */
export function cumulate(weights: Float64Array): Float64Array {
  const sums = new Float64Array(weights.length + 1)
  for (let place = 0; place < weights.length; place++) sums[place + 1] = sums[place]! + weights[place]!
  return sums
}
