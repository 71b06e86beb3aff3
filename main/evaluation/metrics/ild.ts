import type { SparseRows } from '../../data/interactions.ts'
import type { UserMetric } from '../metric.ts'
import type { ListView } from '../ranked-lists.ts'

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

/** Places for remembered cosines; a pair that falls on the place of another replaces it. */
const memory = 2 ** 19

/** One minus the mean cosine of the pairs of items of a list, items as binary rows. */
export function meanDissimilarity(
  rows: Pick<SparseRows, 'offsets' | 'indices'>,
  cutoff: number,
): (list: ListView) => number {
  const similarity = cosines(rows)
  return ({ ranked, length }) => {
    const places = Math.min(cutoff, length)
    let sum = 0
    for (let i = 1; i < places; i++) for (let j = 0; j < i; j++) sum += similarity(ranked[i]!, ranked[j]!)
    return 1 - sum / ((places * (places - 1)) / 2)
  }
}

/** Cosines of binary rows: common / √(n_a · n_b), 0 with an empty row. The entries of the row last asked for first are marked, so that the next pair with it reads one row. */
function cosines({ offsets, indices }: Pick<SparseRows, 'offsets' | 'indices'>): (a: number, b: number) => number {
  const items = offsets.length - 1
  const pairs = new Float64Array(memory).fill(-1)
  const values = new Float64Array(memory)
  const marks = new Int32Array(indices.reduce((most, index) => Math.max(most, index), -1) + 1).fill(-1)
  let marked = -1
  const common = (a: number, b: number) => {
    if (a !== marked) for (let entry = offsets[a]!; entry < offsets[a + 1]!; entry++) marks[indices[entry]!] = a
    marked = a
    let count = 0
    for (let entry = offsets[b]!; entry < offsets[b + 1]!; entry++) if (marks[indices[entry]!] === a) count++
    return count
  }
  return (a, b) => {
    const [low, high] = a < b ? [a, b] : [b, a]
    const pair = low * items + high
    const place = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 13
    if (pairs[place] === pair) return values[place]!
    const norm = Math.sqrt((offsets[a + 1]! - offsets[a]!) * (offsets[b + 1]! - offsets[b]!))
    pairs[place] = pair
    return (values[place] = norm === 0 ? 0 : common(a, b) / norm)
  }
}
