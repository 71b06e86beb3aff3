import { describe, expect, it } from 'vitest'
import { coverage } from '../../../../main/evaluation/metrics/coverage.ts'
import { behavesLikeMetric, rankedUser, test, train, viewAll } from '../../../conformance/metric.ts'

describe('coverage', () => {
  behavesLikeMetric(coverage)

  it('is the share of the 8 items that the first k places of any list hold', () => {
    const lists = [rankedUser([0, 1, 7], [0]), rankedUser([1, 2, 6], [0])]
    expect(coverage.overall(viewAll(lists), { train, test, threshold: null, cutoff: 2 })).toBe(3 / 8)
    expect(coverage.overall(viewAll(lists), { train, test, threshold: null, cutoff: 3 })).toBe(5 / 8)
    expect(coverage.overall(viewAll([]), { train, test, threshold: null, cutoff: 3 })).toBe(0)
  })
})
