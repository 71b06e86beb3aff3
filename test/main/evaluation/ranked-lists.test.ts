import { describe, expect, it } from 'vitest'
import { findMetric } from '../../../main/evaluation/all.ts'
import { definedMean } from '../../../main/evaluation/defined.ts'
import { measureLists } from '../../../main/evaluation/measure-lists.ts'
import type { RankedUser } from '../../../main/evaluation/metric.ts'
import { ListCursor, packLists, rowsOf } from '../../../main/evaluation/ranked-lists.ts'
import { rankedUser, viewOf } from '../../conformance/metric.ts'
import { makeRandomLists } from '../../helpers/random-lists.ts'
import golden from './golden-lists.json' with { type: 'json' }

describe('ListCursor', () => {
  const packed = packLists([
    rankedUser([7, 2, 5], [2, 5, 6]),
    { ...rankedUser([5], []), user: 3 },
    { ...rankedUser([6, 5], [5, 7]), user: 4 },
  ])

  it('finds hits by place, and where each stands among the relevant items: 2 and 5 at places 1 and 2', () => {
    const { hits, hitEntries, hitCount, length, relevantCount, user } = viewOf(rankedUser([7, 2, 5], [2, 5, 6]))
    expect([[...hits.subarray(0, hitCount)], [...hitEntries.subarray(0, hitCount)]]).toEqual([
      [1, 2],
      [0, 1],
    ])
    expect([length, relevantCount, user]).toEqual([3, 3, 0])
  })

  it('takes no item for a hit that was relevant to another user', () => {
    const cursor = new ListCursor(packed, 8)
    const counts = [0, 1, 2, 1, 0].map((row) => cursor.moveTo(row).hitCount)
    expect(counts).toEqual([2, 0, 1, 0, 2])
  })

  it('shows lists without their padding, and relevant items with their ranks', () => {
    const list = new ListCursor(packed, 8).moveTo(2)
    expect([[...list.ranked], [...list.relevant], list.length, list.user]).toEqual([[6, 5], [5, 7], 2, 4])
    expect([[...list.ranks!], [...list.tied!]]).toEqual([
      [2, 100],
      [1, 1],
    ])
  })

  it('looks no further for hits than the cutoff', () => {
    expect(new ListCursor(packed, 8, 2).moveTo(0).hitCount).toBe(1)
  })

  it('visits everybody, or users with a relevant item', () => {
    const usersOf = (audience: 'listed' | 'relevant') => {
      const users: number[] = []
      const rows = rowsOf(packed, 8, 3, audience)
      rows.forEach(({ user }) => users.push(user))
      expect(rows.length).toBe(users.length)
      return users
    }
    expect([usersOf('listed'), usersOf('relevant')]).toEqual([
      [0, 3, 4],
      [0, 4],
    ])
  })
})

/** Definitions as they are written on paper, with sets. */
const plain: Record<string, (list: RankedUser, k: number) => number> = {
  precision: (list, k) => hitsOf(list, k).length / k,
  recall: (list, k) => hitsOf(list, k).length / list.relevant.length,
  hit: (list, k) => Number(hitsOf(list, k).length > 0),
  mrr: (list, k) => 1 / ((hitsOf(list, k)[0] ?? Infinity) + 1),
  map: (list, k) => sum(hitsOf(list, k), (place, i) => (i + 1) / (place + 1)) / Math.min(list.relevant.length, k),
  ndcg: (list, k) => {
    const ideal = Array.from({ length: Math.min(list.relevant.length, k) }, (_, place) => place)
    return sum(hitsOf(list, k), discount) / sum(ideal, discount)
  },
}

const hitsOf = ({ ranked, relevant }: RankedUser, k: number) => {
  const wanted = new Set(relevant)
  return Array.from(ranked.keys()).filter((place) => place < k && wanted.has(ranked[place]!))
}
const sum = (values: number[], of: (value: number, index: number) => number) =>
  values.reduce((total, value, index) => total + of(value, index), 0)
const discount = (place: number) => 1 / Math.log2(place + 2)

describe('metrics of seeded random lists', () => {
  const sets = [null, 3].map((threshold) => ({ threshold, ...makeRandomLists(threshold) }))

  it.each(Object.keys(plain))('%s has the digits of its plain definition for every user', (id) => {
    for (const { train, test, threshold, lists } of sets)
      for (const k of [1, 5, 10, 30]) {
        const chosen = findMetric(`${id}@${k}`)
        const { perUser } = measureLists(packLists(lists), [chosen], { train, test, threshold })
        const expected = lists.map((list) => (list.relevant.length > 0 ? plain[id]!(list, k) : NaN))
        expect([...perUser[chosen.name]!]).toEqual(expected)
      }
  })

  it.each(Object.entries(golden))(
    '%s: every definition has the value that it had when lists were objects',
    (profile, values) => {
      const chosen = Object.keys(values).map((name) => findMetric(name, profile))
      const found = sets.map(({ train, test, threshold, lists }) =>
        measureLists(packLists(lists), chosen, { train, test, threshold }),
      )
      for (const [name, expected] of Object.entries(values))
        found.forEach(({ perUser, overall }, set) => {
          const value = definedMean(perUser[name] ?? [overall[name]!])
          const before = expected[set] ?? NaN
          expect(
            Math.abs(value - before) <= 1e-12 * Math.abs(before) || (value !== value && before !== before),
            name,
          ).toBe(true)
        })
    },
  )

  it('measures metrics together as it measures each alone', () => {
    const { train, test, threshold, lists } = sets[0]!
    const chosen = ['ndcg@5', 'recall@30', 'gini@10', 'ild@5', 'map@1'].map((name) => findMetric(name))
    const packed = packLists(lists)
    const { perUser, overall } = measureLists(packed, chosen, { train, test, threshold })
    for (const one of chosen) {
      const alone = measureLists(packed, [one], { train, test, threshold })
      expect(perUser[one.name]).toEqual(alone.perUser[one.name])
      expect(overall[one.name]).toEqual(alone.overall[one.name])
    }
  })
})
