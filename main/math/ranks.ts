/** Ranks from 1, the smallest first, ties with their average; and the size of every group of equal values. */
export interface Ranks {
  readonly ranks: Float64Array
  readonly groups: readonly { readonly value: number; readonly size: number }[]
}

export function averageRanks(values: Float64Array): Ranks {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Float64Array(values.length)
  const groups: { value: number; size: number }[] = []
  for (let start = 0; start < order.length;) {
    const value = values[order[start]!]!
    let end = start + 1
    while (end < order.length && values[order[end]!] === value) end++
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2
    groups.push({ value, size: end - start })
    start = end
  }
  return { ranks, groups }
}
