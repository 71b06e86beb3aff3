import type { SparseRows } from '../../data/interactions.ts'
import type { UserMetric } from '../metric.ts'

/**
 * Intra-list diversity: how unlike the items of one list are, by who had them in training. An item without training users is unlike every other.
 * Undefined for a list of fewer than two items.
 *
 *   ILD@k = 1 − mean_{i < j ∈ list@k} |U_i ∩ U_j| / √(|U_i| |U_j|),   U_j training users of item j
 *
 * C.-N. Ziegler, S. M. McNee, J. A. Konstan, G. Lausen (2005). Improving recommendation lists through topic diversification. WWW '05.
 * doi:10.1145/1060745.1060754
 */
export const intraListDiversity: UserMetric = {
  id: 'ild',
  title: 'Intra-list diversity',
  kind: 'beyond-accuracy',
  summary: 'One minus the mean similarity of the pairs of items in a list.',
  formula: '1 − mean over pairs of list@k of cos(i, j)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare: ({ train, cutoff }) => meanDissimilarity(train.byItem, cutoff),
}

const largestMemory = 500_000

/** One minus the mean cosine of the pairs of items of a list, items as binary rows. Cosines are remembered, up to a bound. */
export function meanDissimilarity(
  rows: Pick<SparseRows, 'offsets' | 'indices'>,
  cutoff: number,
): (user: { readonly ranked: Int32Array }) => number {
  const items = rows.offsets.length - 1
  const known = new Map<number, number>()
  const similarity = (i: number, j: number) => {
    const pair = i < j ? i * items + j : j * items + i
    const held = known.get(pair)
    if (held !== undefined) return held
    const value = cosine(rows, i, j)
    if (known.size >= largestMemory) known.clear()
    known.set(pair, value)
    return value
  }
  return ({ ranked }) => {
    const list = ranked.subarray(0, cutoff)
    let sum = 0
    for (let i = 1; i < list.length; i++) for (let j = 0; j < i; j++) sum += similarity(list[i]!, list[j]!)
    return 1 - sum / ((list.length * (list.length - 1)) / 2)
  }
}

/** Cosine of two binary rows, by merging their ascending entries. */
function cosine({ offsets, indices }: Pick<SparseRows, 'offsets' | 'indices'>, a: number, b: number): number {
  let left = offsets[a]!
  let right = offsets[b]!
  const leftEnd = offsets[a + 1]!
  const rightEnd = offsets[b + 1]!
  const norm = Math.sqrt((leftEnd - left) * (rightEnd - right))
  let common = 0
  while (left < leftEnd && right < rightEnd) {
    const difference = indices[left]! - indices[right]!
    if (difference === 0) common++
    if (difference <= 0) left++
    if (difference >= 0) right++
  }
  return norm === 0 ? 0 : common / norm
}
