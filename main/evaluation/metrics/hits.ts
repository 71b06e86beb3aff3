import type { RankedUser } from '../metric.ts'

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
export function countHits({ ranked, relevant }: RankedUser, cutoff: number): number {
  let hits = 0
  for (let rank = 0; rank < Math.min(cutoff, ranked.length); rank++) if (includesSorted(relevant, ranked[rank]!)) hits++
  return hits
}
