import type { Interactions } from '../data/interactions.ts'

/** The distinct pairs of user and item of a log, with a test of membership: what models draw from that learn by comparing pairs. */
export class ObservedPairs {
  readonly users: number
  readonly items: number
  /** User and item of each pair, by user, then by item. */
  readonly user: Int32Array
  readonly item: Int32Array
  readonly #offsets: Int32Array

  constructor({ users, items, byUser: { offsets, indices } }: Interactions) {
    this.users = users
    this.items = items
    this.item = indices
    this.user = new Int32Array(indices.length)
    this.#offsets = offsets
    for (let user = 0; user < users; user++) this.user.fill(user, offsets[user], offsets[user + 1])
  }

  get count(): number {
    return this.item.length
  }

  /** How many items a user had. */
  degree(user: number): number {
    return this.#offsets[user + 1]! - this.#offsets[user]!
  }

  /** Whether a user had an item, by binary search. */
  has(user: number, item: number): boolean {
    const end = this.#offsets[user + 1]!
    let low = this.#offsets[user]!
    let high = end
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.item[middle]! < item) low = middle + 1
      else high = middle
    }
    return low < end && this.item[low] === item
  }
}
