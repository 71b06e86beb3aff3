import { describe, expect, it } from 'vitest'
import { recallCapped } from '../../../../main/evaluation/metrics/recall-capped.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('recall-capped', () => {
  behavesLikeMetric(recallCapped)

  it('divides by k when more items are relevant than fit', () => {
    expect(measure('recall-capped@2', rankedUser([0, 7], [0, 1, 2, 3]))).toBe(0.5)
  })

  it('divides by the relevant items otherwise', () => {
    expect(measure('recall-capped@4', rankedUser([0, 7], [0, 1]))).toBe(0.5)
  })
})
