import type { Interactions } from '../../data/interactions.ts'

export const weightings = ['none', 'tfidf', 'bm25'] as const

/** Weights of the entries of the item rows, in the order of both sparse views. */
export interface WeightedRows {
  readonly byItem: Float64Array
  readonly byUser: Float64Array
}

/**
 * Weights of the item-by-user matrix, binary to begin with.
 *
 *   none:  w_iu = 1 / √n_i
 *   tfidf: w_iu = idf_u / ‖idf over the users of i‖,                            idf_u = ln(items) − ln(1 + n_u)
 *   bm25:  w_iu = idf_u · (k₁ + 1) / (k₁ (1 − b + b n_i / n̄) + 1),   k₁ = 1.2, b = 0.75; rows keep their length
 *
 * n_i users of item i, n_u items of user u, n̄ mean of n_i over all items. These are the weights of the implicit library.
 *
 * S. Robertson, H. Zaragoza (2009). The Probabilistic Relevance Framework: BM25 and Beyond. FnTIR 3(4). doi:10.1561/1500000019
 */
export function weighItemRows(
  { users, items, byItem, byUser }: Interactions,
  weighting: (typeof weightings)[number],
): WeightedRows {
  const itemUsers = Float64Array.from({ length: items }, (_, i) => byItem.offsets[i + 1]! - byItem.offsets[i]!)
  const userItems = Float64Array.from({ length: users }, (_, u) => byUser.offsets[u + 1]! - byUser.offsets[u]!)
  const mean = itemUsers.reduce((sum, count) => sum + count, 0) / items
  const rarity = userItems.map((count) => (weighting === 'none' ? 1 : Math.log(items) - Math.log1p(count)))
  const lengths = new Float64Array(items)
  for (let item = 0; item < items; item++) {
    let squares = 0
    for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++)
      squares += rarity[byItem.indices[entry]!]! ** 2
    lengths[item] = Math.sqrt(squares)
  }
  const k1 = 1.2
  const b = 0.75
  const scale =
    weighting === 'bm25'
      ? itemUsers.map((count) => (k1 + 1) / (k1 * (1 - b + (b * count) / mean) + 1))
      : lengths.map((length) => (length > 0 ? 1 / length : 0))
  const weightsOf = (
    { offsets, indices }: Interactions['byUser'],
    rows: number,
    weight: (row: number, column: number) => number,
  ) => {
    const weights = new Float64Array(indices.length)
    for (let row = 0; row < rows; row++)
      for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) weights[entry] = weight(row, indices[entry]!)
    return weights
  }
  return {
    byItem: weightsOf(byItem, items, (item, user) => rarity[user]! * scale[item]!),
    byUser: weightsOf(byUser, users, (user, item) => rarity[user]! * scale[item]!),
  }
}
