import { describe, expect, it } from 'vitest'
import { aggregate, foldValue, toStatistic } from '../../../main/evaluation/aggregate.ts'
import { findMetric } from '../../../main/evaluation/all.ts'
import { measureLists, needsEveryList, needsRanks } from '../../../main/evaluation/measure-lists.ts'
import { packLists } from '../../../main/evaluation/ranked-lists.ts'
import { evaluateStatistic } from '../../../main/evaluation/significance/resampled-lanes.ts'
import { withListed } from '../../../main/evaluation/relevance.ts'
import { rankedUser, test, train } from '../../conformance/metric.ts'

const data = { train, test, threshold: null }

/** The place of each user among those named, which are ascending. */
const numbersOf = (...users: number[]) => Int32Array.from({ length: 12 }, (_, user) => users.indexOf(user))
const lists = packLists([rankedUser([0, 5], [0]), rankedUser([0, 1], [0, 1, 2]), rankedUser([7], [])])

describe('measureLists', () => {
  it('leaves lists of users without a relevant item undefined, and out of metrics of all lists', () => {
    const chosen = ['recall@2', 'coverage@2'].map((name) => findMetric(name))
    const { perUser, overall } = measureLists(lists, chosen, data)
    expect([...perUser['recall@2']!]).toEqual([1, 2 / 3, NaN])
    expect(overall['coverage@2']).toBe(3 / 8)
  })

  it('counts them where a profile does', () => {
    const chosen = findMetric('coverage@2', 'recommenders')
    expect(measureLists(lists, [chosen], data).overall['coverage@2']).toBe(4 / 8)
    expect(needsEveryList([chosen])).toBe(true)
    expect(needsEveryList([findMetric('coverage@2')])).toBe(false)
  })

  it('asks for ranks only when a metric needs them', () => {
    expect(needsRanks([findMetric('auc'), findMetric('ndcg@10')])).toBe(true)
    expect(needsRanks([findMetric('ndcg@10')])).toBe(false)
  })

  it('does not build the test part for metrics that do not look at it', () => {
    const untouched = {
      train,
      threshold: null,
      get test(): never {
        throw new Error('the test part was built')
      },
    }
    expect(measureLists(lists, [findMetric('ndcg@2'), findMetric('novelty@2')], untouched).perUser).toHaveProperty(
      'ndcg@2',
    )
  })
})

describe('aggregate', () => {
  const precision = findMetric('precision@2', 'implicit')
  const { perUser, weights, overall } = measureLists(lists, [precision], data)

  it('gives a ratio of sums: 3 hits of 3 places that relevant items fill', () => {
    expect(foldValue(precision, { perUser, weights, overall })).toBe(1)
    expect([...weights['precision@2']!]).toEqual([1, 2, NaN])
  })

  it('resamples numerators and denominators together: the first user drawn twice, the second once', () => {
    const values = { 'precision@2': Float64Array.of(0, 1) }
    const fold = {
      users: Int32Array.of(4, 9),
      perUser: values,
      weights: { 'precision@2': Float64Array.of(1, 2) },
      overall: {},
      errors: null,
      lists: new Int32Array(0),
      listLength: 0,
    }
    const statistic = toStatistic(precision, [fold], numbersOf(4, 9))!
    expect(evaluateStatistic(statistic, [1, 1])).toBeCloseTo(2 / 3, 12)
    expect(evaluateStatistic(statistic, [2, 1])).toBeCloseTo(2 / 4, 12)
  })

  it('compares lists between folds for users who are in two, and resamples those users', () => {
    const consistency = findMetric('consistency@2')
    const fold = (users: number[], items: number[]) => ({
      users: Int32Array.from(users),
      lists: Int32Array.from(items),
      listLength: 2,
      perUser: {},
      overall: {},
      errors: null,
    })
    const folds = [fold([4, 9], [0, 1, 2, 3]), fold([4, 9, 11], [0, 1, 3, 2, 5, 6])]
    const statistic = toStatistic(consistency, folds, numbersOf(4, 9, 11))!
    const swapped = 0.85 / 1.85
    expect(evaluateStatistic(statistic, [1, 1, 1])).toBeCloseTo((1 + swapped) / 2, 12)
    expect(evaluateStatistic(statistic, [2, 1, 0])).toBeCloseTo((2 + swapped) / 3, 12)
  })

  it('fills undefined values where the metric says so', () => {
    const { metric } = findMetric('precision@2', 'lenskit')
    expect(aggregate(metric, Float64Array.of(1, NaN))).toBe(0.5)
    expect(aggregate(findMetric('precision@2').metric, Float64Array.of(1, NaN))).toBe(1)
  })
})

describe('withListed', () => {
  it('adds users to whom nothing is relevant in their place', () => {
    const tested = { users: Int32Array.of(2), offsets: Int32Array.of(0, 2), items: Int32Array.of(0, 1) }
    const { users, offsets, items } = withListed(tested, Int32Array.of(1, 2, 3))
    expect([[...users], [...offsets], [...items]]).toEqual([
      [1, 2, 3],
      [0, 0, 2, 2],
      [0, 1],
    ])
  })
})
