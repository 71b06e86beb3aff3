import { describe, expect, it } from 'vitest'
import { auc } from '../../../../main/evaluation/metrics/auc.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('auc', () => {
  behavesLikeMetric(auc)

  it('counts the pairs in the right order: ranks 1 and 4 of 5 candidates win 3 + 1 of 6', () => {
    expect(measure('auc', { ...rankedUser([], [0, 1], 5), ranks: Float64Array.of(1, 4) })).toBeCloseTo(4 / 6, 12)
  })

  it('is 1/2 when everything ties: all at the mean rank', () => {
    expect(measure('auc', { ...rankedUser([], [0, 1], 5), ranks: Float64Array.of(3, 3) })).toBeCloseTo(0.5, 12)
  })

  it('is undefined when every candidate is relevant', () => {
    expect(measure('auc', { ...rankedUser([], [0, 1], 2), ranks: Float64Array.of(1, 2) })).toBeNaN()
  })
})
