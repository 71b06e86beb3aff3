import { describe, expect, it } from 'vitest'
import { findMetric } from '../../../../main/evaluation/all.ts'
import type { RankedUser } from '../../../../main/evaluation/metric.ts'
import { consistency } from '../../../../main/evaluation/metrics/consistency.ts'
import { popularityLift } from '../../../../main/evaluation/metrics/popularity-lift.ts'
import { described, measureAll, rankedUser, train, test, viewOf } from '../../../conformance/metric.ts'

const log3 = Math.log2(3)
/** Of the board, user 5 had item 0 only. */
const user5 = (ranked: number[], relevant: number[] = [1]): RankedUser => ({ ...rankedUser(ranked, relevant), user: 5 })

function measure(name: string, user: RankedUser, sides = true): number {
  const { metric, cutoff } = findMetric(name)
  if (!('prepare' in metric)) throw new Error(name)
  return metric.prepare(sides ? { ...described, cutoff } : { train, test, threshold: null, cutoff })(viewOf(user))
}

describe('metrics beyond accuracy, by hand: items 0 … 7 had by 6, 5, 4, 3, 2, 1, 1, 1 of 6 users', () => {
  it.each<[string, RankedUser, number, string]>([
    ['user-coverage@3', user5([1, 2]), 0, 'too short'],
    ['user-coverage@2', user5([1, 2]), 1, 'full'],
    ['epc@2', user5([0, 3]), 0.5 / log3 / (1 + 1 / log3), 'known to all, then to half'],
    ['efd@1', user5([3]), -Math.log2(3 / 23), '3 of 23 events'],
    ['surprisal@1', user5([3]), 1 / Math.log2(6), '1 bit of at most log₂ 6'],
    ['arp@2', user5([0, 3]), 4.5, '6 and 3 users'],
    ['popularity-rank@2', user5([0, 7]), (8 / 8 + 2 / 8) / 2, 'the last three share rank 2 of 8'],
    ['popularity-lift@1', user5([3]), 3 / 6 - 1, 'half as popular as the history'],
    ['tail-percentage@2', user5([5, 0]), 1 / 2, 'a tenth of 8 is one item: 5'],
    ['aplt@2', user5([5, 0]), 1 / 2, 'items 0 … 4 hold 20 of 23 events'],
    ['aclt@3', user5([5, 0, 6]), 2, 'items 5 and 6'],
    ['unexpectedness@2', user5([1, 7]), 1 / 2, 'items 1 and 2 are expected'],
    ['serendipity@2', user5([1, 7], [1, 7]), 1 / 2, 'item 7 is a hit and unexpected'],
    ['ild-features@2', user5([0, 1]), 0, 'both of genre a'],
    ['ild-features@2', user5([0, 4]), 1 - 1 / Math.sqrt(2), 'one genre of two in common'],
    ['calibration@1', user5([1]), 0, 'genre a for genre a'],
    ['calibration@1', user5([2]), Math.log(100), 'genre b for genre a'],
    ['subtopic-recall@2', user5([0, 5]), 2 / 3, 'genres a and c of three'],
    ['category-entropy@2', user5([0, 2]), 1, 'two genres'],
    ['rank-biased-entropy@2', user5([0, 2]), Math.log2(1.85) - (0.85 * Math.log2(0.85)) / 1.85, 'weights 1 and 0.85'],
    ['ux-relevance@2', rankedUser([0, 7], [0, 1]), 5 / 10, 'a value of 5 in two places'],
    ['ux-completeness@1', user5([0], [0, 1, 2]), 1 / 2, 'genre a of a and b'],
    ['ux-novelty@2', user5([3, 0], [3]), 0.5 / 2, 'a hit that half of the users do not know'],
  ])('%s', (name, user, expected) => {
    expect(measure(name, user)).toBeCloseTo(expected, 12)
  })

  const lists = [rankedUser([0, 1], [0]), rankedUser([0, 2], [0]), rankedUser([0, 3], [0])]
  it.each([
    ['gini@2', 30 / 48, 'counts 3, 1, 1, 1 of 8 items'],
    ['entropy@2', 0.5 + 0.5 * Math.log2(6), 'shares ½ and three times ⅙'],
    ['exposure-gini@2', (9 * 0.85 + 21) / (8 * (3 + 3 * 0.85)), 'exposures 3 and three times 0.85'],
    ['personalisation@2', 1 / 2, 'every two lists share one of two items'],
  ])('%s', (name, expected) => {
    expect(measureAll(name, lists)).toBeCloseTo(expected, 12)
  })

  it('popularity lift weighs users by the popularity of their history', () => {
    expect(popularityLift.weigh!(described)(viewOf(user5([3])))).toBe(6)
  })

  it('consistency: the same first item and another second one', () => {
    expect(consistency.compareLists([Int32Array.of(1, 2), Int32Array.of(1, 3)], 2)).toBeCloseTo(
      (1 + 0.85 / 2) / 1.85,
      12,
    )
    expect(consistency.compareLists([Int32Array.of(1, 2), Int32Array.of(1, 2)], 2)).toBe(1)
  })

  it.each(['ild-features@2', 'calibration@2', 'subtopic-recall@2', 'category-entropy@2'])(
    '%s is undefined without an item table',
    (name) => {
      expect(measure(name, user5([1, 2]), false)).toBeNaN()
    },
  )

  it.each([
    'arp@2',
    'epc@2',
    'efd@2',
    'popularity-rank@2',
    'tail-percentage@2',
    'aplt@2',
    'unexpectedness@2',
    'ux-relevance@2',
  ])('%s is undefined for an empty list', (name) => {
    expect(measure(name, user5([]))).toBeNaN()
  })

  it('completeness is recall where there are no categories', () => {
    expect(measure('ux-completeness@1', user5([0], [0, 1, 2]), false)).toBeCloseTo(1 / 3, 12)
  })
})
