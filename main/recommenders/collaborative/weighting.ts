import type { Interactions } from '../../data/interactions.ts'

export const weightings = ['none', 'tfidf', 'bm25'] as const

/** Weights of the entries of the item rows, in the order of both sparse views. */
export interface WeightedRows {
  readonly byItem: Float64Array
  readonly byUser: Float64Array
}

/** Parameters of BM25. */
export interface Bm25 {
  /** How soon further weight of an item stops to count. */
  readonly k1: number
  /** How far popular items are held back, 0 … 1. */
  readonly b: number
}

/** The parameters of the implicit library. */
export const defaultBm25: Bm25 = { k1: 1.2, b: 0.75 }

/**
 * Weights of the item-by-user matrix, binary to begin with.
 *
 *   none:  w_iu = 1 / √n_i
 *   tfidf: w_iu = idf_u / ‖idf over the users of i‖,                            idf_u = ln(items) − ln(1 + n_u)
 *   bm25:  w_iu = idf_u · (k₁ + 1) / (k₁ (1 − b + b n_i / n̄) + 1); rows keep their length
 *
 * n_i users of item i, n_u items of user u, n̄ mean of n_i over all items. These are the weights of the implicit library.
 *
 * S. Robertson, H. Zaragoza (2009). The Probabilistic Relevance Framework: BM25 and Beyond. FnTIR 3(4). doi:10.1561/1500000019
 */
export function weighItemRows(
  interactions: Interactions,
  weighting: (typeof weightings)[number],
  { k1, b }: Bm25 = defaultBm25,
): WeightedRows {
  const { items, byItem } = interactions
  const rarity = rarityOfUsers(interactions, weighting)
  if (weighting === 'bm25') {
    const itemUsers = Float64Array.from({ length: items }, (_, i) => byItem.offsets[i + 1]! - byItem.offsets[i]!)
    const mean = itemUsers.reduce((sum, count) => sum + count, 0) / items
    const scale = itemUsers.map((count) => (k1 + 1) / (k1 * (1 - b + (b * count) / mean) + 1))
    return weightsOf(interactions, (item, user) => scale[item]! * rarity[user]!)
  }
  const lengths = squaresOf(interactions, (_item, user) => rarity[user]!).map(Math.sqrt)
  return weightsOf(interactions, (item, user) => rarity[user]! / lengths[item]!)
}

/** idf of every user; 1 without weighting. */
export function rarityOfUsers(
  { users, items, byUser }: Interactions,
  weighting: (typeof weightings)[number],
): Float64Array {
  return Float64Array.from({ length: users }, (_, user) =>
    weighting === 'none' ? 1 : Math.log(items) - Math.log1p(byUser.offsets[user + 1]! - byUser.offsets[user]!),
  )
}

/** Weight of each entry in the order of both sparse views; `position` is the row of the log an entry came from. */
export function weightsOf(
  { users, items, byItem, byUser }: Interactions,
  weight: (item: number, user: number, position: number) => number,
): WeightedRows {
  const inItems = new Float64Array(byItem.indices.length)
  for (let item = 0; item < items; item++)
    for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++)
      inItems[entry] = weight(item, byItem.indices[entry]!, byItem.positions[entry]!)
  const inUsers = new Float64Array(byUser.indices.length)
  for (let user = 0; user < users; user++)
    for (let entry = byUser.offsets[user]!; entry < byUser.offsets[user + 1]!; entry++)
      inUsers[entry] = weight(byUser.indices[entry]!, user, byUser.positions[entry]!)
  return { byItem: inItems, byUser: inUsers }
}

/** Sum of the squared weights of each item. */
export function squaresOf(
  { items, byItem }: Interactions,
  weight: (item: number, user: number, position: number) => number,
): Float64Array {
  return Float64Array.from({ length: items }, (_, item) => {
    let squares = 0
    for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++)
      squares += weight(item, byItem.indices[entry]!, byItem.positions[entry]!) ** 2
    return squares
  })
}
