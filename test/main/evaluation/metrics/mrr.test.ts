import { describe, expect, it } from 'vitest'
import { mrr } from '../../../../main/evaluation/metrics/mrr.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('mrr', () => {
  behavesLikeMetric(mrr)

  it('is the reciprocal of the rank of the first hit', () => {
    expect(measure('mrr@3', rankedUser([5, 1, 0], [0, 1]))).toBe(0.5)
  })

  it('is 0 for a first hit beyond the cutoff', () => {
    expect(measure('mrr@2', rankedUser([5, 6, 0], [0]))).toBe(0)
  })
})
