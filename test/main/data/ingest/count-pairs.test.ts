import { describe, expect, it } from 'vitest'
import { countPairs, dealPairs, groupsOf } from '../../../../main/data/ingest/count-pairs.ts'
import { Random } from '../../../../main/math/random.ts'

const deal = (user: readonly number[], item: readonly number[], sizes: { users: number; items: number }) => {
  const userCounts = new Int32Array(sizes.users)
  for (const each of user) userCounts[each]!++
  return dealPairs({ blocks: [{ user: Int32Array.from(user), item: Int32Array.from(item) }], userCounts, ...sizes })
}

describe('countPairs', () => {
  it('counts each pair of user and item once, over all parts of a log', () => {
    const sizes = { users: 2, items: 3 }
    const dealt = [deal([0, 1, 0], [2, 2, 2], sizes), deal([0, 1], [1, 2], sizes)]
    expect(countPairs({ dealt, from: 0, until: 1, ...sizes })).toBe(3)
  })

  it.each([40, 2 ** 20])('counts groups of users whose sum is all, of up to %d items', (items) => {
    const random = new Random('pairs', 1)
    const [user, item] = [3000, items].map((size) => Array.from({ length: 9000 }, () => random.below(size)))
    const sizes = { users: 3000, items: items }
    const all = item!.map((each) => each % sizes.items)
    const dealt = [deal(user!, all, sizes)]
    const distinct = new Set(user!.map((each, row) => `${each} ${all[row]}`)).size
    const groups = groupsOf(sizes)
    const half = Math.floor(groups / 2)
    const counts = [
      countPairs({ dealt, from: 0, until: half, ...sizes }),
      countPairs({ dealt, from: half, until: groups, ...sizes }),
    ]
    expect(groups).toBeGreaterThan(10)
    expect(counts[0]! + counts[1]!).toBe(distinct)
  })
})
