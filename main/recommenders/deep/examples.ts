import type { Interactions, SparseRows } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'

/** Distinct pairs of user and item, aligned, as positives. */
export interface PairList {
  readonly user: Int32Array
  readonly item: Int32Array
}

/** The training part of a log cut in two: what the network fits and what stops it. */
export interface Cut {
  readonly fit: PairList
  readonly validation: PairList
  /** Of each user, the items of `fit`, ascending. */
  readonly known: SparseRows
}

/** Moves a random share of the pairs to validation, never a user's only pair. */
export function cutValidation({ users, byUser }: Interactions, share: number, random: Random): Cut {
  const pairs = byUser.indices.length
  const held = new Uint8Array(pairs)
  const order = random.shuffle(Int32Array.from({ length: pairs }, (_, pair) => pair))
  const owner = new Int32Array(pairs)
  const left = new Int32Array(users)
  for (let user = 0; user < users; user++) {
    owner.fill(user, byUser.offsets[user], byUser.offsets[user + 1])
    left[user] = byUser.offsets[user + 1]! - byUser.offsets[user]!
  }
  let wanted = Math.floor(share * pairs)
  for (const pair of order) {
    if (wanted === 0) break
    if (left[owner[pair]!]! < 2) continue
    left[owner[pair]!]!--
    held[pair] = 1
    wanted--
  }
  const take = (value: number) => {
    const chosen = Int32Array.from({ length: pairs }, (_, pair) => pair).filter((pair) => held[pair] === value)
    return { user: chosen.map((pair) => owner[pair]!), item: chosen.map((pair) => byUser.indices[pair]!) }
  }
  const fit = take(0)
  const offsets = new Int32Array(users + 1)
  for (const user of fit.user) offsets[user + 1]!++
  for (let user = 0; user < users; user++) offsets[user + 1]! += offsets[user]!
  return { fit, validation: take(1), known: { offsets, indices: fit.item, positions: new Int32Array(0) } }
}

/** Draws items uniformly among those that a user has no positive for. */
export class NegativeSampler {
  readonly #known: SparseRows
  readonly #items: number

  constructor(known: SparseRows, items: number) {
    this.#known = known
    this.#items = items
  }

  /** An item that is no positive of the user, or −1 when every item is one. */
  draw(user: number, random: Random): number {
    const start = this.#known.offsets[user]!
    const end = this.#known.offsets[user + 1]!
    if (end - start >= this.#items) return -1
    for (;;) {
      const item = Math.floor((random.bits() / 4294967296) * this.#items)
      if (!this.#has(start, end, item)) return item
    }
  }

  #has(start: number, end: number, item: number): boolean {
    const { indices } = this.#known
    let low = start
    let high = end
    while (low < high) {
      const middle = (low + high) >> 1
      if (indices[middle]! < item) low = middle + 1
      else high = middle
    }
    return low < end && indices[low] === item
  }
}

/** Labelled pairs, written over the distinct users and items of the batch: pair r joins `users[left[r]]` and `items[right[r]]`. */
export interface Batch {
  readonly users: Int32Array
  readonly items: Int32Array
  readonly left: Int32Array
  readonly right: Int32Array
  readonly labels: Float32Array
}

/** Positives with negatives drawn for each, in batches over their distinct users and items. */
export class BatchMaker {
  readonly #sampler: NegativeSampler
  readonly #negatives: number
  readonly #positivesPerBatch: number
  readonly #users: Numbering
  readonly #items: Numbering

  /** @param batchSize examples of a batch, negatives included */
  constructor(cut: Cut, users: number, items: number, negatives: number, batchSize: number) {
    this.#sampler = new NegativeSampler(cut.known, items)
    this.#negatives = negatives
    this.#positivesPerBatch = Math.max(1, Math.round(batchSize / (1 + negatives)))
    this.#users = new Numbering(users)
    this.#items = new Numbering(items)
  }

  countBatches(pairs: PairList): number {
    return Math.ceil(pairs.user.length / this.#positivesPerBatch)
  }

  /** Every positive once, in random order. */
  *shuffled(pairs: PairList, random: Random): Generator<Batch> {
    const order = random.shuffle(Int32Array.from(pairs.user, (_, pair) => pair))
    for (let start = 0; start < order.length; start += this.#positivesPerBatch)
      yield this.#make(pairs, order.subarray(start, start + this.#positivesPerBatch), random)
  }

  #make(pairs: PairList, order: Int32Array, random: Random): Batch {
    const capacity = order.length * (1 + this.#negatives)
    const left = new Int32Array(capacity)
    const right = new Int32Array(capacity)
    const labels = new Float32Array(capacity)
    let size = 0
    for (const pair of order) {
      const user = pairs.user[pair]!
      const row = this.#users.numberOf(user)
      left[size] = row
      right[size] = this.#items.numberOf(pairs.item[pair]!)
      labels[size++] = 1
      for (let n = 0; n < this.#negatives; n++) {
        const item = this.#sampler.draw(user, random)
        if (item < 0) continue
        left[size] = row
        right[size++] = this.#items.numberOf(item)
      }
    }
    return {
      users: this.#users.take(),
      items: this.#items.take(),
      left: left.subarray(0, size),
      right: right.subarray(0, size),
      labels: labels.subarray(0, size),
    }
  }
}

/** Numbers the distinct members of a set 0, 1, 2 … in order of appearance. */
class Numbering {
  readonly #numbers: Int32Array
  #members: number[] = []

  constructor(size: number) {
    this.#numbers = new Int32Array(size).fill(-1)
  }

  numberOf(member: number): number {
    const known = this.#numbers[member]!
    if (known >= 0) return known
    this.#numbers[member] = this.#members.length
    return this.#members.push(member) - 1
  }

  /** The members so far; forgets them. */
  take(): Int32Array {
    const members = Int32Array.from(this.#members)
    for (const member of members) this.#numbers[member] = -1
    this.#members = []
    return members
  }
}
