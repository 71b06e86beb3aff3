import { describe, expect, it } from 'vitest'
import { ndcg } from '../../../../main/evaluation/metrics/ndcg.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('ndcg', () => {
  behavesLikeMetric(ndcg)

  it('discounts hits at ranks 1 and 3 by log₂(rank + 1) and divides by the best list of two hits', () => {
    expect(measure('ndcg@3', rankedUser([0, 5, 1], [0, 1]))).toBeCloseTo((1 + 1 / 2) / (1 + 1 / Math.log2(3)), 12)
  })

  it('divides by k hits when more items are relevant than fit', () => {
    expect(measure('ndcg@2', rankedUser([0, 1], [0, 1, 2, 3]))).toBeCloseTo(1, 12)
  })
})
