import { describe, expect, it } from 'vitest'
import { rmse } from '../../../../main/evaluation/metrics/rmse.ts'
import { behavesLikeMetric } from '../../../conformance/metric.ts'

describe('rmse', () => {
  behavesLikeMetric(rmse)

  it('is the root of the mean squared error: errors 2 and 0 give √2', () => {
    expect(rmse.finish((rmse.loss(3, 5) + rmse.loss(4, 4)) / 2)).toBeCloseTo(Math.SQRT2, 12)
  })
})
