import { describe, expect, it } from 'vitest'
import { mae } from '../../../../main/evaluation/metrics/mae.ts'
import { behavesLikeMetric, measureValues } from '../../../conformance/metric.ts'

describe('mae', () => {
  behavesLikeMetric(mae)

  it('is the mean absolute error: errors 2 and 1 give 1.5', () => {
    expect(measureValues(mae, [3, 4], [5, 5])).toBe(1.5)
  })
})
