import { describe, expect, it } from 'vitest'
import { map } from '../../../../main/evaluation/metrics/map.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('map', () => {
  behavesLikeMetric(map)

  it('averages the precision at ranks 1 and 3 over min(|rel|, k)', () => {
    expect(measure('map@3', rankedUser([0, 5, 1], [0, 1, 2, 3]))).toBeCloseTo((1 + 2 / 3) / 3, 12)
  })
})
