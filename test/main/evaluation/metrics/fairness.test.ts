import { describe, expect, it } from 'vitest'
import type { RankedUser } from '../../../../main/evaluation/metric.ts'
import { described, measureAll, rankedUser } from '../../../conformance/metric.ts'

const of = (user: number, ranked: number[], relevant: number[]): RankedUser => ({
  ...rankedUser(ranked, relevant),
  user,
})
const ndcgOfRankTwo = 1 / Math.log2(3)

/** User 0 had 8 items, user 3 had 3, user 5 had item 0 only; NDCG 1, 0 and 0.63. */
const thirds = [of(0, [1], [1]), of(3, [5], [6]), of(5, [5, 1], [1])]

describe('metrics of fairness, by hand', () => {
  it.each<[string, RankedUser[], number, string]>([
    ['activity-gap@2', thirds, 1 - ndcgOfRankTwo, 'most less least active'],
    ['activity-ratio@2', thirds, ndcgOfRankTwo, 'least by most active'],
    ['user-mad@2', thirds, 2 / 3, 'differences 1, 0.63 and 0.37'],
    ['segment-gap@2', thirds, 1 - ndcgOfRankTwo, 'group x less group y'],
    ['segment-ratio@2', thirds, ndcgOfRankTwo, 'group y by group x'],
    ['item-mad@2', [of(5, [1, 5], [1]), of(5, [1, 6], [1])], 1, 'popular items are always hits, others never'],
    ['pop-reo@2', [of(5, [1, 5], [1, 5, 6])], 1 / 3, 'chances 1 and ½'],
    ['pop-rsp@2', [of(5, [1, 5], [1])], 1 / 7, 'chances ¼ and ⅓'],
    ['reo@1', [of(5, [0], [0, 2])], 1, 'genre a always, genre b never, genre c not asked for'],
    ['rsp@2', [of(5, [1, 2], [1])], Math.sqrt(7 / 162) / (5 / 18), 'chances ½, ⅓ and 0'],
    ['bias-disparity@2', [of(5, [1, 2], [1])], 1 / 2, 'genre a falls from all to half'],
  ])('%s', (name, lists, expected) => {
    expect(measureAll(name, lists, { train: described.train })).toBeCloseTo(expected, 12)
  })

  it.each(['segment-gap@2', 'segment-ratio@2', 'reo@2', 'rsp@2', 'bias-disparity@2'])(
    '%s is undefined without a table',
    (name) => {
      expect(measureAll(name, thirds)).toBeNaN()
    },
  )

  it('segments of fewer than one user in twenty are left out', () => {
    const many = [of(0, [1], [1]), ...Array.from({ length: 20 }, () => of(5, [5, 1], [1]))]
    expect(measureAll('segment-gap@2', many, { train: described.train })).toBeNaN()
    expect(measureAll('segment-gap@2', many.slice(0, 20), { train: described.train })).toBeCloseTo(
      1 - ndcgOfRankTwo,
      12,
    )
  })

  it.each(['activity-gap@2', 'activity-ratio@2', 'user-mad@2'])('%s is undefined for equally active users', (name) => {
    expect(measureAll(name, [of(5, [1], [1])])).toBeNaN()
  })
})
