import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fpGrowth, minimumCount, type Baskets } from '../../../../main/math/association/fp-growth.ts'

const basketsOf = (size: number, ...sets: readonly (readonly number[])[]): Baskets => {
  const offsets = [0]
  for (const set of sets) offsets.push(offsets.at(-1)! + set.length)
  return { count: sets.length, size, offsets: Int32Array.from(offsets), items: Int32Array.from(sets.flat()) }
}

const asMap = async (baskets: Baskets, minimum: number, largest = Infinity) => {
  const { offsets, items, counts } = await fpGrowth(baskets, { minimumCount: minimum, largest })
  return new Map(counts.map((count, set) => [items.slice(offsets[set], offsets[set + 1]).join('+'), count]))
}

/** Every subset of every basket, counted. */
function countSubsets(sets: readonly (readonly number[])[], minimum: number, largest: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const set of sets) {
    const sorted = set.toSorted((a, b) => a - b)
    for (let mask = 1; mask < 2 ** sorted.length; mask++) {
      const chosen = sorted.filter((_, place) => (mask >> place) & 1)
      if (chosen.length <= largest) counts.set(chosen.join('+'), (counts.get(chosen.join('+')) ?? 0) + 1)
    }
  }
  return new Map([...counts].filter(([, count]) => count >= minimum))
}

describe('fpGrowth', () => {
  it('finds what four baskets share: {1,2,3}, {1,2}, {1,3}, {2}', async () => {
    const found = await asMap(basketsOf(4, [1, 2, 3], [1, 2], [1, 3], [2]), 2)
    expect(Object.fromEntries(found)).toEqual({ 1: 3, 2: 3, 3: 2, '1+2': 2, '1+3': 2 })
  })

  it('stops at the largest size', async () => {
    const found = await asMap(basketsOf(3, [0, 1, 2], [0, 1, 2]), 1, 2)
    expect([...found.keys()].sort()).toEqual(['0', '0+1', '0+2', '1', '1+2', '2'])
    expect((await asMap(basketsOf(3, [0, 1, 2]), 1, 1)).size).toBe(3)
  })

  it('finds nothing in no baskets, in empty ones and below the minimum', async () => {
    expect(await asMap(basketsOf(3), 1)).toEqual(new Map())
    expect(await asMap(basketsOf(3, [], []), 1)).toEqual(new Map())
    expect(await asMap(basketsOf(3, [0], [1]), 2)).toEqual(new Map())
  })

  it('agrees with counting every subset, whatever the baskets', async () => {
    const set = fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 7 })
    const sizes = fc.constantFrom(2, 3, Infinity)
    await fc.assert(
      fc.asyncProperty(
        fc.array(set, { maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        sizes,
        async (sets, least, top) => {
          const found = await asMap(basketsOf(9, ...sets), least, top)
          expect([...found].sort()).toEqual([...countSubsets(sets, least, top)].sort())
        },
      ),
      { numRuns: 60 },
    )
  })

  it('stops when its pause throws', async () => {
    const pause = () => Promise.reject(new Error('stopped'))
    await expect(fpGrowth(basketsOf(2, [0, 1]), { minimumCount: 1, pause })).rejects.toThrow('stopped')
  })
})

describe('minimumCount', () => {
  it('rounds a share of the baskets up, and is at least one', () => {
    expect([minimumCount(0.02, 18786), minimumCount(0.5, 3), minimumCount(0, 10)]).toEqual([376, 2, 1])
  })
})
