import { describe, expect, it } from 'vitest'
import { aggregate } from '../../../../main/evaluation/aggregate.ts'
import { findMetric, metrics } from '../../../../main/evaluation/all.ts'
import { measureLists } from '../../../../main/evaluation/measure-lists.ts'
import type { MetricData, RankedUser } from '../../../../main/evaluation/metric.ts'
import { findProfile, profiles } from '../../../../main/evaluation/profiles/all.ts'
import { measureValues as measurePredictions } from '../../../../main/evaluation/predict-values.ts'
import { packLists } from '../../../../main/evaluation/ranked-lists.ts'
import { described, rankedUser, test, train } from '../../../conformance/metric.ts'

/** The figure that a run would show: values of users put together as the profile says. */
function measure(
  name: string,
  profile: string,
  lists: RankedUser | RankedUser[],
  given: Partial<MetricData> = {},
): number {
  const chosen = findMetric(name, profile)
  const data = { train, test, threshold: null, ...given }
  const { perUser, weights, overall } = measureLists(packLists([lists].flat()), [chosen], data)
  return perUser[name] ? aggregate(chosen.metric, perUser[name], weights[name]) : overall[name]!
}

const ranks = (values: number[], tied: number[]) => ({
  ...rankedUser([], [...values.keys()], 10),
  ranks: Float64Array.from(values),
  tied: Float64Array.from(tied),
})
const log3 = Math.log2(3)

describe('profiles', () => {
  it('lenskit: ranks 1 and 2 weigh the same, recall is capped, precision and MAP divide by the length of the list', () => {
    expect(measure('ndcg@3', 'lenskit', rankedUser([5, 0], [0]))).toBe(1)
    expect(measure('ndcg@3', 'lenskit', rankedUser([5, 6, 0], [0]))).toBeCloseTo(1 / log3, 12)
    expect(measure('dcg@3', 'lenskit', rankedUser([0, 1], [0, 1]))).toBe(2)
    expect(measure('recall@2', 'lenskit', rankedUser([0, 1], [0, 1, 2, 3]))).toBe(1)
    expect(measure('precision@4', 'lenskit', rankedUser([0, 5], [0]))).toBe(0.5)
    expect(measure('map@4', 'lenskit', rankedUser([0], [0, 1]))).toBe(1)
  })

  it('lenskit: undefined values stay undefined for the user and count 0 in the mean, lists of users without test items too', () => {
    const lists = [rankedUser([0, 1], [0, 1]), rankedUser([], [0]), rankedUser([0], [])]
    const chosen = findMetric('precision@2', 'lenskit')
    const { perUser } = measureLists(packLists(lists), [chosen], { train, test, threshold: null })
    expect([...perUser['precision@2']!]).toEqual([1, NaN, 0])
    expect(measure('precision@2', 'lenskit', lists)).toBeCloseTo(1 / 3, 12)
    expect(measure('hit@2', 'lenskit', lists)).toBeCloseTo(1 / 3, 12)
    expect(measure('hit@2', 'recbench', lists)).toBe(0.5)
  })

  it('liang: recall is capped', () => {
    expect(measure('recall@2', 'liang', rankedUser([0, 1], [0, 1, 2, 3]))).toBe(1)
  })

  it('ranx: MAP divides by all relevant items, an empty list counts 0', () => {
    expect(measure('map@2', 'ranx', [rankedUser([0, 1], [0, 1, 2, 3]), rankedUser([], [0])])).toBe(0.25)
  })

  it('trec: MAP divides by all relevant items, an empty list is left out', () => {
    expect(measure('map@2', 'trec', [rankedUser([0, 1], [0, 1, 2, 3]), rankedUser([], [0])])).toBe(0.5)
  })

  it('trec: lists are ordered by scores in single precision, equal ones by descending identifier as text', () => {
    const { order } = findProfile('trec')
    expect([...order!(Float64Array.of(1, 2, 1, 1 + 1e-12), ['99', '5', '123', '7'])]).toEqual([1, 0, 3, 2])
  })

  it('implicit: precision is a ratio of sums, AUC is cut and takes empty places for misses', () => {
    const lists = [rankedUser([0, 5], [0]), rankedUser([0, 1], [0, 1, 2])]
    expect(measure('precision@2', 'implicit', lists)).toBeCloseTo(3 / 3, 12)
    expect(measure('precision@2', 'recbench', lists)).toBe(0.75)
    expect(measure('auc@2', 'implicit', rankedUser([0], [0, 1]))).toBeCloseTo((1 + 1.5 * 5) / 12, 12)
  })

  it('recommenders: an empty list is left out, except from NDCG; coverage is of the items in training', () => {
    const lists = [rankedUser([0, 5], [0]), rankedUser([], [0])]
    expect(measure('recall@2', 'recommenders', lists)).toBe(1)
    expect(measure('ndcg@2', 'recommenders', lists)).toBe(0.5)
    expect(measure('r-precision@2', 'recommenders', [rankedUser([0], [0]), rankedUser([5], [0])])).toBe(1)
    expect(measure('coverage@2', 'recommenders', lists)).toBe(2 / 8)
    expect(measure('novelty@1', 'recommenders', lists)).toBeCloseTo(-Math.log2(6 / 23), 12)
  })

  it('recbole: a padding item is in the catalogue and fills short lists', () => {
    expect(measure('coverage@2', 'recbole', rankedUser([0, 1], [0]))).toBeCloseTo(2 / 9, 12)
    expect(measure('coverage@3', 'recbole', rankedUser([0, 1], [0]))).toBeCloseTo(3 / 9, 12)
    expect(measure('arp@4', 'recbole', rankedUser([0, 3], [0]))).toBe(9 / 4)
    expect(measure('entropy@2', 'recbole', rankedUser([0, 1], [0]))).toBeCloseTo(Math.LN2 / 2, 12)
    expect(measure('gini@2', 'recbole', rankedUser([0, 1], [0]))).toBeCloseTo((6 + 8) / (9 * 2), 12)
  })

  it('cornac: AUC loses ties, MRR leaves out users without a hit, MAP takes the last rank of a tie', () => {
    expect(measure('auc', 'cornac', ranks([2], [3]))).toBeCloseTo((9 - 2) / 9, 12)
    expect(measure('auc', 'recbench', ranks([2], [3]))).toBeCloseTo((9 - 1) / 9, 12)
    expect(measure('auc', 'cornac', ranks([1, 2], [1, 1]))).toBe(1)
    expect(measure('mrr@3', 'cornac', [rankedUser([5, 0], [0]), rankedUser([5], [0])])).toBe(0.5)
    expect(measure('ncrr@3', 'cornac', rankedUser([0], [0, 1, 2]))).toBe(1)
  })

  it('cornac: errors are averaged over users', () => {
    const { metric, cutoff, name } = findMetric('rmse', 'cornac')
    if (!('add' in metric)) throw new Error(name)
    const columns = [Int32Array.of(0, 0, 1), Float64Array.of(3, 4, 1), Float64Array.of(0, 0, 1)] as const
    const { overall } = measurePredictions(...columns, [{ metric, cutoff, name }], null)
    expect(overall['rmse']).toBeCloseTo(Math.sqrt(12.5) / 2, 12)
  })

  it('surprise: FCP takes means over users with a pair before it divides', () => {
    const { metric, cutoff, name } = findMetric('fcp', 'surprise')
    if (!('add' in metric)) throw new Error(name)
    const user = Int32Array.of(0, 0, 0, 1, 1)
    const columns = [user, Float64Array.of(3, 2, 1, 1, 2), Float64Array.of(3, 2, 1, 2, 1)] as const
    expect(measurePredictions(...columns, [{ metric, cutoff, name }], null).overall['fcp']).toBeCloseTo(3 / 4, 12)
  })

  it('ncf: a held-out item is a case, so that users weigh by them', () => {
    const lists = [rankedUser([5, 0], [0]), rankedUser([0, 1], [0, 1, 2])]
    expect(measure('hit@2', 'ncf', lists)).toBe(3 / 4)
    expect(measure('ndcg@2', 'ncf', lists)).toBeCloseTo((1 / log3 + 1 + 1 / log3) / 4, 12)
    expect(measure('ndcg@2', 'ncf', rankedUser([5, 0], [0]))).toBeCloseTo(1 / log3, 12)
  })

  it('elliot: exponential gain above the threshold, MAP over every cut, inverted Gini, novelty of hits only', () => {
    const gain = (value: number) => 2 ** (value - 4 + 1) - 1
    expect(measure('ndcg@2', 'elliot', rankedUser([5, 0], [0, 1]), { threshold: 4 })).toBeCloseTo(
      gain(5) / log3 / (gain(5) + gain(4) / log3),
      12,
    )
    expect(measure('map@2', 'elliot', rankedUser([0, 5], [0]))).toBeCloseTo((1 + 1 / 2) / 2, 12)
    expect(measure('partial-auc@2', 'elliot', rankedUser([5, 0], [0], 10))).toBeCloseTo(9 / 10, 12)
    expect(measure('gini@1', 'elliot', rankedUser([0], [0]))).toBeCloseTo(0, 12)
    expect(measure('coverage@2', 'elliot', rankedUser([0, 1], [0]))).toBe(2)
    expect(measure('subtopic-recall@2', 'elliot', rankedUser([0, 5], [0]), described)).toBeCloseTo(1 / 3, 12)
    expect(measure('epc@2', 'elliot', rankedUser([3, 4], [3]))).toBeCloseTo(0.5 / (1 + 1 / log3), 12)
  })

  it('elliot: AUC is a mean over held-out items, GAUC over users', () => {
    const lists = [ranks([1], [1]), ranks([3, 4], [1, 1])]
    const second = [(9 - 2) / 9, (9 - 3 + 1) / 9]
    expect(measure('auc', 'elliot', lists)).toBeCloseTo((1 + second[0]! + second[1]!) / 3, 12)
    expect(measure('gauc', 'elliot', lists)).toBeCloseTo((1 + (second[0]! + second[1]!) / 2) / 2, 12)
  })

  it('keep the other definitions, and name the nearest for an unknown one', () => {
    expect(findMetric('percentile-rank', 'lenskit')).toEqual(findMetric('percentile-rank'))
    expect(() => findProfile('ranks')).toThrow('There is no profile "ranks" of metric definitions.')
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length)
  })

  it.each(profiles)(
    '$id defines metrics of the catalogue and keeps their titles',
    ({ definitions, summary, reference }) => {
      for (const [id, metric] of Object.entries(definitions)) {
        const own = metrics.find((candidate) => candidate.id === id)
        expect(own, id).toBeDefined()
        expect(metric).toMatchObject({ id, title: own!.title, kind: own!.kind })
      }
      expect(summary).toMatch(/^[A-Z].*\.$/)
      expect(reference).not.toBe('')
    },
  )
})
