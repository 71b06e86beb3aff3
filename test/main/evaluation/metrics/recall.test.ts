import { describe, expect, it } from 'vitest'
import { recall } from '../../../../main/evaluation/metrics/recall.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('recall', () => {
  behavesLikeMetric(recall)

  it('divides the hits by the relevant items, also when more are relevant than fit', () => {
    expect(measure('recall@2', rankedUser([0, 1], [0, 1, 2, 3]))).toBe(0.5)
  })
})
