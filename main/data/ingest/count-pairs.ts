import { shared, type LogBlock } from '../columns/blocks.ts'

/** Users and items of a log. */
export interface PairSizes {
  readonly users: number
  readonly items: number
}

export interface DealPairs extends PairSizes {
  readonly blocks: readonly Pick<LogBlock, 'user' | 'item'>[]
  /** Rows by user. */
  readonly userCounts: Int32Array
}

/** Rows of some blocks by groups of neighbouring users, one number each: the user's place in the group, then the item. */
export interface DealtPairs {
  readonly packed: Uint32Array
  /** Where each group begins, and where the last ends. */
  readonly starts: Int32Array
}

/** How many low bits of a user's code are the place in the group, and how many bits an item takes. */
const bitsOf = ({ items }: PairSizes) => {
  const itemBits = 32 - Math.clz32(Math.max(1, items - 1))
  return { itemBits, groupBits: Math.min(8, 32 - itemBits) }
}

export const groupsOf = (sizes: PairSizes): number => Math.ceil(sizes.users / 2 ** bitsOf(sizes).groupBits)

/** Deals rows to groups of users. */
export function dealPairs({ blocks, userCounts, ...sizes }: DealPairs): DealtPairs {
  const { itemBits, groupBits } = bitsOf(sizes)
  const inGroup = 2 ** groupBits - 1
  const starts = new Int32Array(groupsOf(sizes) + 1)
  for (let user = 0; user < userCounts.length; user++) starts[(user >>> groupBits) + 1]! += userCounts[user]!
  for (let group = 1; group < starts.length; group++) starts[group]! += starts[group - 1]!
  const next = Int32Array.from(starts)
  const packed = shared(Uint32Array, starts.at(-1)!)
  for (const { user, item } of blocks)
    for (let row = 0; row < user.length; row++) {
      const code = user[row]!
      packed[next[code >>> groupBits]!++] = (code & inGroup) * 2 ** itemBits + item[row]!
    }
  return { packed, starts }
}

export interface CountPairs extends PairSizes {
  readonly dealt: readonly DealtPairs[]
  /** The groups that are looked at. */
  readonly from: number
  readonly until: number
}

/**
 * Distinct pairs of user and item in some groups of users. In a group, small enough for the cache, the items of each user are put together, and each item remembers the last user that was seen
 * with it.
 */
export function countPairs({ dealt, from, until, ...sizes }: CountPairs): number {
  const { itemBits, groupBits } = bitsOf(sizes)
  const size = 2 ** groupBits
  const seen = new Int32Array(sizes.items).fill(-1)
  let byUser = new Int32Array(0)
  let pairs = 0
  for (let group = from; group < until; group++) {
    const ends = new Int32Array(size + 1)
    for (const { packed, starts } of dealt)
      for (let at = starts[group]!; at < starts[group + 1]!; at++) ends[(packed[at]! >>> itemBits) + 1]!++
    for (let place = 0; place < size; place++) ends[place + 1]! += ends[place]!
    if (byUser.length < ends[size]!) byUser = new Int32Array(ends[size]!)
    for (const { packed, starts } of dealt)
      for (let at = starts[group]!; at < starts[group + 1]!; at++) {
        const place = packed[at]! >>> itemBits
        byUser[ends[place]!++] = packed[at]! - place * 2 ** itemBits
      }
    for (let place = 0, at = 0; place < size; place++) {
      const code = group * size + place
      for (const stop = ends[place]!; at < stop; at++) {
        const each = byUser[at]!
        if (seen[each] === code) continue
        seen[each] = code
        pairs++
      }
    }
  }
  return pairs
}
