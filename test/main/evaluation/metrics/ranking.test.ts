import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import type { RankedUser } from '../../../../main/evaluation/metric.ts'
import { bpref } from '../../../../main/evaluation/metrics/bpref.ts'
import { gauc } from '../../../../main/evaluation/metrics/gauc.ts'
import { described, measure, rankedUser, viewOf } from '../../../conformance/metric.ts'
import { logOf } from '../../../helpers/experiments.ts'

const log3 = Math.log2(3)
const at = (ranks: number[], tied: number[], candidates = 100): RankedUser => ({
  ...rankedUser([], [...ranks.keys()], candidates),
  ranks: Float64Array.from(ranks),
  tied: Float64Array.from(tied),
})

describe('metrics of rankings, by hand', () => {
  it.each<[string, RankedUser, number, string]>([
    ['ndcg-linear@3', rankedUser([0, 5, 1], [0, 1]), (5 + 4 / 2) / (5 + 4 / log3), 'values 5 and 4 at ranks 1 and 3'],
    ['ndcg-exponential@3', rankedUser([0, 5, 1], [0, 1]), (31 + 15 / 2) / (31 + 15 / log3), 'gains 2⁵ − 1 and 2⁴ − 1'],
    [
      'ndcg-full@2',
      rankedUser([0, 1], [0, 1, 2, 3]),
      (1 + 1 / log3) / (1 + 1 / log3 + 0.5 + 1 / Math.log2(5)),
      'ideal of all 4',
    ],
    ['ndcg-tied@2', at([2], [3]), (1 + 1 / log3) / 3, 'one relevant of 3 that share ranks 1 to 3'],
    ['dcg@3', rankedUser([5, 0, 1], [0, 1]), 1 / log3 + 1 / 2, 'hits at ranks 2 and 3'],
    ['r-precision@10', rankedUser([0, 5, 1], [0, 1]), 1 / 2, '2 relevant, so 2 places'],
    ['set-f@10', rankedUser([0, 5], [0, 1, 2]), 2 / 5, '1 hit, 2 listed, 3 relevant'],
    ['map-full@2', rankedUser([0, 1], [0, 1, 2, 3]), 1 / 2, 'precision 1 twice, 4 relevant'],
    ['average-precision', at([1, 4], [1, 1]), (1 + 2 / 4) / 2, 'ranks 1 and 4'],
    ['average-precision', at([1.5], [2]), 1 / 2, 'a tie over ranks 1 and 2 takes rank 2'],
    ['mar@2', rankedUser([5, 0], [0, 1]), 1 / 4, 'recall 0, then a half'],
    ['ncrr@3', rankedUser([5, 0, 1], [0, 1]), (1 / 2 + 1 / 3) / (1 + 1 / 2), 'hits at ranks 2 and 3'],
    ['rbp@3', rankedUser([0, 5, 1], [0, 1]), 0.15 * (1 + 0.85 ** 2), 'hits at ranks 1 and 3'],
    ['rbp-normalised@3', rankedUser([0, 5, 1], [0, 1]), (1 + 0.85 ** 2) / (1 + 0.85), 'best: ranks 1 and 2'],
    ['gauc', at([1, 51], [1, 1], 102), 0.755, 'beats 100 and 51 of 100 others'],
    ['partial-auc@2', rankedUser([5, 0], [0, 1]), 7.5 / 12, '6 negatives, 1 miss ahead of 1 hit'],
    ['percentile-rank', at([1, 51], [1, 1], 101), 1 / 4, 'at the top and in the middle'],
    ['list-length@3', rankedUser([0, 1], [0]), 2, 'shorter than 3'],
    ['accuracy@2', rankedUser([0, 5], [0, 1]), 98 / 100, '1 false positive and 1 false negative of 100'],
    ['mcc@2', rankedUser([0, 5], [0, 1]), 96 / 196, 'TP 1, FP 1, FN 1, TN 97'],
    ['mcc@2', rankedUser([], [0]), 0, 'an empty list'],
  ])('%s', (name, user, expected) => {
    expect(measure(name, user)).toBeCloseTo(expected, 12)
  })

  it('gauc weighs users by their relevant items', () => {
    expect(gauc.weigh!(described)(viewOf(rankedUser([], [0, 1, 2])))).toBe(3)
  })

  it('bpref counts only items judged not relevant: below the threshold at ranks 1 and 3, hits at 2 and 4', () => {
    const judged = [5, 5, 1, 1].map((value, item) => [0, item, value])
    const test = buildInteractions(logOf(judged, 2, 8))
    const train = buildInteractions(logOf([[1, 7]], 2, 8))
    const value = bpref.prepare({ train, test, cutoff: 4, threshold: 4 })(viewOf(rankedUser([2, 0, 3, 1], [0, 1])))
    expect(value).toBeCloseTo((1 - 1 / 2 + (1 - 2 / 2)) / 2, 12)
  })

  it('an empty list has no normalised RBP', () => {
    expect(measure('rbp-normalised@3', rankedUser([], [0]))).toBeNaN()
  })
})
