import { describe, expect, it } from 'vitest'
import { intraListDiversity } from '../../../../main/evaluation/metrics/ild.ts'
import { behavesLikeMetric, measure, rankedUser } from '../../../conformance/metric.ts'

describe('ild', () => {
  behavesLikeMetric(intraListDiversity)

  it('is one minus the cosine of the users of two items: 3 common of 6 and 3', () => {
    expect(measure('ild@2', rankedUser([0, 3], [1]))).toBeCloseTo(1 - 3 / Math.sqrt(18), 12)
  })

  it('averages over all pairs', () => {
    const pair = (a: number, b: number) => measure('ild@2', rankedUser([a, b], [1]))
    const mean = (pair(0, 1) + pair(0, 2) + pair(1, 2)) / 3
    expect(measure('ild@3', rankedUser([0, 1, 2], [1]))).toBeCloseTo(mean, 12)
  })

  it('is undefined for a list of one item', () => {
    expect(measure('ild@2', rankedUser([0], [1]))).toBeNaN()
  })
})
