import type { LogBlock } from '../columns/blocks.ts'

export interface CountPairs {
  readonly blocks: readonly Pick<LogBlock, 'user' | 'item'>[]
  readonly users: number
  readonly items: number
  /** Which of how many shares of the users is looked at; all unless said. */
  readonly share?: readonly [index: number, of: number]
}

/**
 * Distinct pairs of user and item. Rows are dealt to groups of neighbouring users, as one number each of the user's place in the group and the item; in a group, small
 * enough for the cache, the items of each user stand together, and each item remembers the last user that was seen with it. A share of the users is every so many-th group.
 */
export function countPairs({ blocks, users, items, share: [index, of] = [0, 1] }: CountPairs): number {
  const itemBits = 32 - Math.clz32(Math.max(1, items - 1))
  const groupBits = Math.min(8, 32 - itemBits)
  const allGroups = Math.ceil(users / 2 ** groupBits)
  const inGroup = 2 ** groupBits - 1
  const next = countGroups(blocks, groupBits, allGroups, index, of)
  const groups = next.length - 1
  /** Of each group of all, its place among those of the share; −1 for the others. */
  const places = Int32Array.from({ length: allGroups }, (_, group) =>
    group % of === index ? Math.floor(group / of) : -1,
  )
  const packed = new Uint32Array(next[groups]!)
  for (const { user, item } of blocks)
    for (let row = 0; row < user.length; row++) {
      const code = user[row]!
      const place = places[code >>> groupBits]!
      if (place >= 0) packed[next[place]!++] = (code & inGroup) * 2 ** itemBits + item[row]!
    }
  const seen = new Int32Array(items).fill(-1)
  let byUser = new Int32Array(0)
  let pairs = 0
  for (let group = 0, start = 0; group < groups; start = next[group++]!) {
    const end = next[group]!
    const ends = new Int32Array(inGroup + 2)
    for (let at = start; at < end; at++) ends[(packed[at]! >>> itemBits) + 1]!++
    for (let place = 0; place <= inGroup; place++) ends[place + 1]! += ends[place]!
    if (byUser.length < end - start) byUser = new Int32Array(end - start)
    for (let at = start; at < end; at++) {
      const place = packed[at]! >>> itemBits
      byUser[ends[place]!++] = packed[at]! - place * 2 ** itemBits
    }
    for (let place = 0, at = 0; place <= inGroup; place++) {
      const code = group * (inGroup + 1) + place
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

/** Where each group of a share begins, one after the other, and where the last ends. */
function countGroups(blocks: CountPairs['blocks'], groupBits: number, groups: number, index: number, of: number) {
  const counts = new Int32Array(groups)
  for (const { user } of blocks) for (let row = 0; row < user.length; row++) counts[user[row]! >>> groupBits]!++
  const own = counts.filter((_, group) => group % of === index)
  const starts = new Int32Array(own.length + 1)
  for (let group = 0; group < own.length; group++) starts[group + 1] = starts[group]! + own[group]!
  return starts
}
