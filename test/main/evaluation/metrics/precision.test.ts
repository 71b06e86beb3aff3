import { describe, expect, it } from 'vitest'
import { precision } from '../../../../main/evaluation/metrics/precision.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('precision', () => {
  behavesLikeMetric(precision)

  it('divides by k even when the list is shorter', () => {
    expect(measure('precision@4', rankedUser([0], [0, 1]))).toBe(0.25)
  })
})
