import { describe, expect, it } from 'vitest'
import { novelty } from '../../../../main/evaluation/metrics/novelty.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('novelty', () => {
  behavesLikeMetric(novelty)

  it('is the mean of −log₂ of the share of users: items of 6 and 3 of 6 users carry 0 and 1 bit', () => {
    expect(measure('novelty@2', rankedUser([0, 3], [1]))).toBeCloseTo(0.5, 12)
  })

  it('is undefined for an empty list', () => {
    expect(measure('novelty@2', rankedUser([], [1]))).toBeNaN()
  })
})
