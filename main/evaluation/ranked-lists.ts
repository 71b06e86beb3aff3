import type { Audience, RankedUser } from './metric.ts'
import type { Relevance } from './relevance.ts'

/** The lists of users side by side, and what is relevant to each: row r is of user `users[r]`. */
export interface RankedLists extends Relevance {
  /** Places kept of each user. */
  readonly width: number
  /** Items, best first, `width` of each user; −1 where a list is shorter. */
  readonly lists: Int32Array
  /** Rank of each relevant item among all candidates, from 1, ties at their mean rank, aligned with `items`; only when a metric asks for `needsRanks`. */
  readonly ranks: Float64Array | null
  /** How many candidates share the score of each relevant item, itself included; with `ranks`. */
  readonly tied: Float64Array | null
  /** Candidates of each user. */
  readonly candidates: Int32Array
}

/**
 * What a metric reads of one user. The same object stands for one user after the other, so that a pass over all lists allocates nothing: what it gives holds
 * until the next user, and nothing of it may be kept.
 */
export interface ListView extends RankedUser {
  /** Items in the list. */
  readonly length: number
  /** How many items are relevant. */
  readonly relevantCount: number
  /** Places of the hits, from 0, ascending: the first `hitCount` entries; hits beyond the longest cutoff that was asked for are left out. */
  readonly hits: Int32Array
  readonly hitCount: number
  /** Where each hit stands among the relevant items, aligned with `hits`. */
  readonly hitEntries: Int32Array
}

/** Lists of an audience, one after the other. */
export interface ListRows {
  readonly length: number
  forEach(visit: (list: ListView) => void): void
}

/** Moves over lists. Hits are found once for each user, by marks at the relevant items. */
export class ListCursor implements ListView {
  readonly #of: RankedLists
  readonly #places: number
  /** Entry of each item that was relevant to the user last seen with it. */
  readonly #marks: Int32Array
  #row = 0
  #ranked: Int32Array | null = null
  #relevant: Int32Array | null = null
  user = 0
  length = 0
  relevantCount = 0
  candidates = 0
  readonly hits: Int32Array
  readonly hitEntries: Int32Array
  hitCount = 0

  /**
   * @param items how many items there are
   * @param cutoff beyond which no metric looks for hits
   */
  constructor(of: RankedLists, items: number, cutoff = of.width) {
    this.#of = of
    this.#places = Math.min(cutoff, of.width)
    this.#marks = new Int32Array(items).fill(-1)
    this.hits = new Int32Array(this.#places)
    this.hitEntries = new Int32Array(this.#places)
  }

  /** @returns itself at a row */
  moveTo(row: number): this {
    const { users, offsets, items, width, lists, candidates } = this.#of
    const marks = this.#marks
    const { hits, hitEntries } = this
    this.#row = row
    this.#ranked = null
    this.#relevant = null
    this.user = users[row]!
    this.candidates = candidates[row]!
    const first = offsets[row]!
    const end = offsets[row + 1]!
    this.relevantCount = end - first
    const start = row * width
    let length = width
    while (length > 0 && lists[start + length - 1] === -1) length--
    this.length = length
    let count = 0
    if (end > first) {
      for (let entry = first; entry < end; entry++) marks[items[entry]!] = entry
      const places = Math.min(this.#places, length)
      for (let place = 0; place < places; place++) {
        const entry = marks[lists[start + place]!]!
        if (entry < first || entry >= end) continue
        hits[count] = place
        hitEntries[count++] = entry - first
      }
    }
    this.hitCount = count
    return this
  }

  get ranked(): Int32Array {
    const start = this.#row * this.#of.width
    return (this.#ranked ??= this.#of.lists.subarray(start, start + this.length))
  }

  get relevant(): Int32Array {
    return (this.#relevant ??= this.#entriesOf(this.#of.items))
  }

  get ranks(): Float64Array | null {
    return this.#of.ranks && this.#entriesOf(this.#of.ranks)
  }

  get tied(): Float64Array | null {
    return this.#of.tied && this.#entriesOf(this.#of.tied)
  }

  #entriesOf<A extends Int32Array | Float64Array>(of: A): A {
    return of.subarray(this.#of.offsets[this.#row], this.#of.offsets[this.#row + 1]) as A
  }
}

/** The rows of an audience: all of them, or those of users with a relevant item. */
export function rowsOf(of: RankedLists, items: number, cutoff: number, audience: Audience): ListRows {
  const { users, offsets } = of
  const isHeard = (row: number) => audience === 'listed' || offsets[row + 1]! > offsets[row]!
  let length = 0
  for (let row = 0; row < users.length; row++) if (isHeard(row)) length++
  return {
    length,
    forEach(visit) {
      const cursor = new ListCursor(of, items, cutoff)
      for (let row = 0; row < users.length; row++) if (isHeard(row)) visit(cursor.moveTo(row))
    },
  }
}

/** Lists that stand alone, side by side; `width` places each, as many as the longest has when absent. */
export function packLists(
  ranked: readonly RankedUser[],
  width = ranked.reduce((most, list) => Math.max(most, list.ranked.length), 0),
): RankedLists {
  const offsets = new Int32Array(ranked.length + 1)
  ranked.forEach(({ relevant }, row) => (offsets[row + 1] = offsets[row]! + relevant.length))
  const entries = offsets[ranked.length]!
  const lists = new Int32Array(ranked.length * width).fill(-1)
  const items = new Int32Array(entries)
  const isRanked = ranked.some(({ ranks }) => ranks)
  const ranks = isRanked ? new Float64Array(entries) : null
  const tied = isRanked ? new Float64Array(entries) : null
  ranked.forEach((list, row) => {
    lists.set(list.ranked, row * width)
    items.set(list.relevant, offsets[row])
    if (list.ranks) ranks?.set(list.ranks, offsets[row])
    if (list.tied) tied?.set(list.tied, offsets[row])
  })
  return {
    users: Int32Array.from(ranked, ({ user }) => user),
    candidates: Int32Array.from(ranked, ({ candidates }) => candidates),
    ...{ width, lists, offsets, items, ranks, tied },
  }
}
