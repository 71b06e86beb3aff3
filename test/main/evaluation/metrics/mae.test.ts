import { describe, expect, it } from 'vitest'
import { mae } from '../../../../main/evaluation/metrics/mae.ts'
import { behavesLikeMetric } from '../../../conformance/metric.ts'

describe('mae', () => {
  behavesLikeMetric(mae)

  it('is the mean absolute error: errors 2 and 1 give 1.5', () => {
    expect(mae.finish((mae.loss(3, 5) + mae.loss(4, 5)) / 2)).toBe(1.5)
  })
})
