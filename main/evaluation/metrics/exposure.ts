import type { RankedUser } from '../metric.ts'

/** How often each item is in the lists, cut at k; with weights, the sum of the weights of its ranks. */
export function countListed(
  lists: readonly RankedUser[],
  items: number,
  cutoff: number,
  weightOf: (position: number) => number = () => 1,
): Float64Array {
  const counts = new Float64Array(items)
  for (const { ranked } of lists)
    for (let position = 0; position < Math.min(cutoff, ranked.length); position++)
      counts[ranked[position]!]! += weightOf(position)
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
  sorted.forEach((amount, position) => {
    weighted += (2 * (position + 1) - sorted.length - 1) * amount
    total += amount
  })
  return weighted / (sorted.length * total)
}

/** Shannon entropy of amounts as shares, in bits; NaN when nothing is there. */
export function entropyOf(amounts: Iterable<number>): number {
  const positive = [...amounts].filter((amount) => amount > 0)
  const total = positive.reduce((sum, amount) => sum + amount, 0)
  return total === 0 ? NaN : -positive.reduce((sum, amount) => sum + (amount / total) * Math.log2(amount / total), 0)
}
