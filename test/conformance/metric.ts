import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../main/data/interactions.ts'
import { findMetric, metrics } from '../../main/evaluation/all.ts'
import type { Metric, MetricData, PooledMetric, RankedUser, ValueMetric } from '../../main/evaluation/metric.ts'
import { measureValues as predictedValues } from '../../main/evaluation/predict-values.ts'
import { ListCursor, packLists, rowsOf, type ListRows, type ListView } from '../../main/evaluation/ranked-lists.ts'
import { logOf } from '../helpers/experiments.ts'

/** Six users of eight items: item j was had by the first 6 − min(j, 5) users. */
export const train = buildInteractions(
  logOf(
    Array.from({ length: 48 }, (_, cell) => [Math.floor(cell / 8), cell % 8]).filter(
      ([u, j]) => u! < 6 - Math.min(j!, 5),
    ),
    6,
    8,
  ),
)

/** A test part with values: user 0 rated item j with 5 − j, for the items 0 … 4. */
export const test = buildInteractions(
  logOf(
    [0, 1, 2, 3, 4].map((item) => [0, item, 5 - item]),
    6,
    8,
  ),
)

/** The same with an item table and a user table: items 0 and 1 are of genre a, 2 and 3 of b, 4 of both, 5 of c; user 0 is of group x, 5 of y. */
export const described: MetricData = {
  train: {
    ...train,
    side: {
      items: {
        texts: [],
        numbers: [],
        categories: [{ name: 'genre', values: [['a'], ['a'], ['b'], ['b'], ['a', 'b'], ['c'], [], []] }],
      },
      users: {
        texts: [],
        numbers: [],
        categories: [{ name: 'group', values: [['x'], [], ['y'], [], [], ['y']] }],
      },
    },
  },
  test,
  cutoff: 3,
  threshold: null,
}

/** A user with a list and relevant items; ranks are those in the list, 100 and more beyond it. */
export function rankedUser(ranked: readonly number[], relevant: readonly number[], candidates = 100): RankedUser {
  const sorted = [...relevant].sort((a, b) => a - b)
  return {
    user: 0,
    ranked: Int32Array.from(ranked),
    relevant: Int32Array.from(sorted),
    ranks: Float64Array.from(sorted, (item) => (ranked.includes(item) ? ranked.indexOf(item) + 1 : candidates)),
    tied: Float64Array.from(sorted, () => 1),
    candidates,
  }
}

const mostItems = 1000

/** What a metric sees of one user. */
export const viewOf = (user: RankedUser): ListView => new ListCursor(packLists([user]), mostItems).moveTo(0)

/** What a metric of all lists sees. */
export const viewAll = (lists: readonly RankedUser[]): ListRows => rowsOf(packLists(lists), mostItems, 100, 'listed')

/** The value of a metric with values per user for one user. */
export function measure(name: string, user: RankedUser): number {
  const { metric, cutoff } = findMetric(name)
  if (!('prepare' in metric)) throw new Error(`${name} has no value per user`)
  return metric.prepare({ train, test, cutoff, threshold: null })(viewOf(user))
}

/** The figure of predicted and actual values of users, one user when no owners are given. */
export function measureValues(
  metric: ValueMetric | PooledMetric,
  predicted: readonly number[],
  actual: readonly number[],
  users: readonly number[] = actual.map(() => 0),
  threshold: number | null = null,
): number {
  const chosen = [{ metric, cutoff: 0, name: metric.id }]
  const columns = [Int32Array.from(users), Float64Array.from(predicted), Float64Array.from(actual)] as const
  return predictedValues(...columns, chosen, threshold).overall[metric.id]!
}

/** The value of a metric of all lists together. */
export function measureAll(name: string, lists: readonly RankedUser[], given: Partial<MetricData> = {}): number {
  const { metric, cutoff } = findMetric(name)
  if (!('overall' in metric)) throw new Error(`${name} has no value of all lists`)
  return metric.overall(viewAll(lists), { train, test, cutoff, threshold: null, ...given })
}

/** Ranking metrics that are 1 for a list of exactly the relevant items and 0 without any hit. */
const normalised = new Set([
  ...[
    'ndcg',
    'ndcg-linear',
    'ndcg-exponential',
    'ndcg-full',
    'recall',
    'recall-capped',
    'precision',
    'r-precision',
    'f1',
  ],
  ...['set-f', 'map', 'map-full', 'average-precision', 'mrr', 'ncrr', 'rbp-normalised', 'bpref', 'hit', 'auc', 'gauc'],
])

const sampleLists = [
  [4, 5, 6, 7, 0],
  [0, 5, 1, 6],
  [0, 1, 2, 3],
  [0, 7],
]

/** What every metric of the catalogue does. Call it inside `describe`. */
export function behavesLikeMetric(metric: Metric): void {
  describe('as every metric', () => {
    const name = metric.takesCutoff ? `${metric.id}@3` : metric.id
    const [low, high] = metric.range ?? [-Infinity, Infinity]
    const isInRange = (value: number) => {
      expect(value).toBeGreaterThanOrEqual(low)
      expect(value).toBeLessThanOrEqual(high)
    }

    it('is in the catalogue under its id, with title, summary and formula', () => {
      expect(metrics).toContain(metric)
      expect(findMetric(name)).toEqual({ metric, cutoff: metric.takesCutoff ? 3 : 0, name })
      expect(metric.summary).toMatch(/^[A-Z].*\.$/)
      for (const text of [metric.title, metric.formula]) expect(text).not.toBe('')
    })

    if ('prepare' in metric) {
      it('lies within its range for lists with all, some and no hits, shorter and longer than the cutoff', () => {
        for (const list of sampleLists) {
          const value = metric.prepare(described)(viewOf(rankedUser(list, [0, 1, 2, 3])))
          isInRange(value)
          expect(value).not.toBeNaN()
        }
      })

      it('does not depend on which users come before', () => {
        const measure = metric.prepare(described)
        const alone = metric.prepare(described)(viewOf(rankedUser([0, 5, 1, 6], [0, 1, 2, 3])))
        for (const list of sampleLists) measure(viewOf(rankedUser(list, [0, 2])))
        expect(measure(viewOf(rankedUser([0, 5, 1, 6], [0, 1, 2, 3])))).toBe(alone)
      })
    }

    if ('prepare' in metric && metric.kind === 'ranking')
      it('does not get worse when a hit moves up', () => {
        const sign = metric.higherIsBetter ? 1 : -1
        const behind = measure(name, rankedUser([4, 5, 0, 6], [0, 1]))
        expect(sign * measure(name, rankedUser([0, 4, 5, 6], [0, 1]))).toBeGreaterThanOrEqual(sign * behind)
      })

    if (normalised.has(metric.id))
      it('is 1 for a list of exactly the relevant items, and 0 for a list and a ranking without any', () => {
        expect(measure(name, rankedUser([0, 1, 2], [0, 1, 2]))).toBeCloseTo(1, 12)
        const missed = measure(name, { ...rankedUser([3, 4, 5], [0]), ranks: Float64Array.of(100) })
        expect(missed).toBeCloseTo(metric.id === 'average-precision' ? 0.01 : 0, 12)
      })

    if ('overall' in metric)
      it('lies within its range and does not depend on the order of users', () => {
        const lists = sampleLists.map((list, i) => ({ ...rankedUser(list, [0, 3, 5]), user: [0, 2, 4, 5][i]! }))
        const value = metric.overall(viewAll(lists), described)
        isInRange(value)
        expect(metric.overall(viewAll(lists.toReversed()), described)).toBeCloseTo(value, 12)
      })

    if ('add' in metric || 'pool' in metric)
      it('lies within its range and does not depend on the order of events', () => {
        const [predicted, actual] = [
          [0.9, 0.2, 0.6, 0.4],
          [1, 0, 0, 1],
        ]
        const value = measureValues(metric, predicted, actual, [0, 0, 1, 1])
        isInRange(value)
        const turned = measureValues(metric, predicted.toReversed(), actual.toReversed(), [1, 1, 0, 0])
        expect(turned).toBeCloseTo(value, 12)
      })
  })
}
