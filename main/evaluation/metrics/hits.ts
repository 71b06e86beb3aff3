import type { RankedUser } from '../metric.ts'

/** Whether ascending values contain one, by binary search. */
export function includesSorted(values: Int32Array, wanted: number): boolean {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low < values.length && values[low] === wanted
}

/** Relevant items among the first `cutoff` of the list. */
export function countHits({ ranked, relevant }: RankedUser, cutoff: number): number {
  let hits = 0
  for (let rank = 0; rank < Math.min(cutoff, ranked.length); rank++) if (includesSorted(relevant, ranked[rank]!)) hits++
  return hits
}
