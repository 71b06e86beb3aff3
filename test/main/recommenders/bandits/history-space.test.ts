import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { Random } from '../../../../main/math/random.ts'
import { HistorySpace } from '../../../../main/recommenders/bandits/history-space.ts'

/** Two groups of users that share no item: items 0–3 and items 4–7. */
const pairs = Array.from({ length: 8 }, (_, user) =>
  [0, 1, 2, 3].filter((item) => item !== user % 4).map((item) => [user, item + (user < 4 ? 0 : 4)] as const),
).flat()
const log = buildInteractions({
  users: 8,
  items: 9,
  user: Int32Array.from(pairs, ([user]) => user),
  item: Int32Array.from(pairs, ([, item]) => item),
  value: null,
  time: null,
})

describe('the space of histories', () => {
  const space = HistorySpace.fit(log.byUser, log.items, 1, new Random('space'))
  const featuresOf = (...items: number[]) => {
    const into = new Float64Array(space.size)
    space.featuresOf(Int32Array.from(items), into)
    return into
  }

  it('puts two groups that share nothing on opposite sides', () => {
    const first = featuresOf(0, 1)[1]!
    expect(Math.abs(first)).toBeCloseTo(1, 9)
    expect(featuresOf(2, 3)[1]!).toBeCloseTo(first, 9)
    expect(featuresOf(5, 6)[1]!).toBeCloseTo(-first, 9)
  })

  it('gives an empty history, and an item nobody met, only the constant', () => {
    expect([...featuresOf()]).toEqual([1, 0])
    expect([...featuresOf(8)]).toEqual([1, 0])
  })

  it('is the same for the same seed', () => {
    const again = HistorySpace.fit(log.byUser, log.items, 1, new Random('space'))
    expect(again.directions).toEqual(space.directions)
  })

  it('fills what the log cannot give with zeros', () => {
    const wide = HistorySpace.fit(log.byUser, log.items, 9, new Random('space'))
    const into = new Float64Array(wide.size)
    wide.featuresOf(Int32Array.of(0, 5), into)
    expect([...into].every(Number.isFinite)).toBe(true)
  })
})
