import { describe, expect, it } from 'vitest'
import { f1 } from '../../../../main/evaluation/metrics/f1.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('f1', () => {
  behavesLikeMetric(f1)

  it('is the harmonic mean of precision 1/4 and recall 1/2', () => {
    expect(measure('f1@4', rankedUser([0, 5, 6, 7], [0, 1]))).toBeCloseTo((2 * 0.25 * 0.5) / 0.75, 12)
  })
})
