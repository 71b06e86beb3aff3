import { describe, expect, it } from 'vitest'
import { hit } from '../../../../main/evaluation/metrics/hit.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('hit', () => {
  behavesLikeMetric(hit)

  it('is 1 with any hit within the cutoff, else 0', () => {
    expect(measure('hit@2', rankedUser([5, 1, 0], [0, 1]))).toBe(1)
    expect(measure('hit@2', rankedUser([5, 6, 0], [0, 1]))).toBe(0)
  })
})
