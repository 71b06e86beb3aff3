import { describe, expect, it } from 'vitest'
import { compareBand, compareNumber } from '../../../main/verification/row.ts'

describe('compareNumber', () => {
  it('passes within the tolerance and at its edge, and fails beyond', () => {
    expect(compareNumber('A', 'rmse', 0.75, 0.5, 0.25)).toMatchObject({ difference: 0.25, verdict: 'pass' })
    expect(compareNumber('A', 'rmse', 0.76, 0.5, 0.25).verdict).toBe('fail')
  })

  it('holds undefined equal to undefined only', () => {
    expect(compareNumber('A', 'x', NaN, null, 0).verdict).toBe('pass')
    expect(compareNumber('A', 'x', 0, null, 1).verdict).toBe('fail')
    expect(compareNumber('A', 'x', undefined, 0, 1).verdict).toBe('fail')
  })
})

describe('compareBand', () => {
  it('passes between the edges, with an open edge on one side, and never for undefined', () => {
    expect(compareBand('D', 'ndcg', 0.5, 0.5, [0.4, 0.6])).toMatchObject({ verdict: 'pass', difference: 0 })
    expect(compareBand('D', 'ndcg', 0.7, 0.5, [0.4, 0.6]).verdict).toBe('fail')
    expect(compareBand('D', 'ndcg', 0.9, 0.5, [0.4, null]).verdict).toBe('pass')
    expect(compareBand('D', 'ndcg', NaN, 0.5, [null, null]).verdict).toBe('fail')
  })
})
