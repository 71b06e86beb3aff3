import { describe, expect, it } from 'vitest'
import { countPairs } from '../../../../main/data/ingest/count-pairs.ts'
import { Random } from '../../../../main/math/random.ts'

describe('countPairs', () => {
  it('counts each pair of user and item once', () => {
    const blocks = [
      { user: Int32Array.of(0, 1, 0), item: Int32Array.of(2, 2, 2) },
      { user: Int32Array.of(0, 1), item: Int32Array.of(1, 2) },
    ]
    expect(countPairs({ blocks, users: 2, items: 3 })).toBe(3)
  })

  it('counts shares of the users whose sum is all', () => {
    const random = new Random('pairs', 1)
    const [user, item] = [3000, 40].map((size) => Int32Array.from({ length: 9000 }, () => random.below(size)))
    const input = { blocks: [{ user: user!, item: item! }], users: 3000, items: 40 }
    const distinct = new Set(Array.from(user!, (each, row) => `${each} ${item![row]}`)).size
    expect(countPairs(input)).toBe(distinct)
    const shares = [0, 1, 2].map((index) => countPairs({ ...input, share: [index, 3] }))
    expect(shares.reduce((sum, pairs) => sum + pairs)).toBe(distinct)
  })
})
