import type { ListRows } from '../ranked-lists.ts'

/** How often each item is in the lists, cut at k; with weights, the sum of the weights of its ranks. */
export function countListed(
  lists: ListRows,
  items: number,
  cutoff: number,
  weightOf?: (position: number) => number,
): Float64Array {
  const counts = new Float64Array(items)
  const weights = Float64Array.from({ length: cutoff }, (_, position) => weightOf?.(position) ?? 1)
  lists.forEach(({ ranked, length }) => {
    for (let position = 0; position < Math.min(cutoff, length); position++)
      counts[ranked[position]!]! += weights[position]!
  })
  return counts
}

/**
 * Gini coefficient of amounts: 0 when all are equal, near 1 when one has everything. NaN when nothing is there.
 *
 *   G = Σ_i (2 i − n − 1) x_(i) / (n Σ x),   x ascending
 */
export function giniOf(amounts: Float64Array): number {
  const sorted = amounts.slice().sort()
  let weighted = 0
  let total = 0
  for (let position = 0; position < sorted.length; position++) {
    weighted += (2 * (position + 1) - sorted.length - 1) * sorted[position]!
    total += sorted[position]!
  }
  return weighted / (sorted.length * total)
}

/** Shannon entropy of amounts as shares, in bits; NaN when nothing is there. */
export function entropyOf(amounts: Float64Array): number {
  let total = 0
  for (let i = 0; i < amounts.length; i++) if (amounts[i]! > 0) total += amounts[i]!
  if (total === 0) return NaN
  let sum = 0
  for (let i = 0; i < amounts.length; i++) {
    const share = amounts[i]! / total
    if (share > 0) sum += share * Math.log2(share)
  }
  return -sum
}
