import { describe, expect, it } from 'vitest'
import { holm } from '../../../../main/evaluation/significance/holm.ts'

describe('holm', () => {
  it('multiplies the i-th smallest of m by m − i + 1 and never falls', () => {
    const adjusted = holm([0.04, 0.01, 0.03])
    expect(adjusted.map((p) => Math.round(p * 1e12) / 1e12)).toEqual([0.06, 0.03, 0.06])
  })

  it('stops at 1 and leaves undefined values out of the count', () => {
    expect(holm([0.7, NaN, 0.9])).toEqual([1, NaN, 1])
    expect(holm([NaN, 0.04])).toEqual([NaN, 0.04])
  })

  it('matches statsmodels on eight p-values', () => {
    const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205]
    const wanted = [0.008, 0.056, 0.234, 0.234, 0.234, 0.234, 0.234, 0.234]
    holm(p).forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 12))
  })
})
