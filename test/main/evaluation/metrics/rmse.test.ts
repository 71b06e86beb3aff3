import { describe, expect, it } from 'vitest'
import { rmse } from '../../../../main/evaluation/metrics/rmse.ts'
import { behavesLikeMetric, measureValues } from '../../../conformance/metric.ts'

describe('rmse', () => {
  behavesLikeMetric(rmse)

  it('is the root of the mean squared error: errors 2 and 0 give √2', () => {
    expect(measureValues(rmse, [3, 4], [5, 4])).toBeCloseTo(Math.SQRT2, 12)
  })
})
