import { describe, expect, it } from 'vitest'
import { fitLogistic, fitRidge } from '../../../main/math/logistic.ts'

describe('regressions', () => {
  it('logistic: with one yes-or-no feature the coefficients are the log odds', () => {
    // Feature 0: 1 of 4 positive; feature 1: 3 of 4 positive.
    const rows = [0, 0, 0, 0, 1, 1, 1, 1]
    const labels = Float64Array.of(1, 0, 0, 0, 1, 1, 1, 0)
    const [intercept, slope] = fitLogistic(Float64Array.from(rows.flatMap((x) => [1, x])), labels, 2, 1e-12)
    expect(intercept).toBeCloseTo(Math.log(1 / 3), 6)
    expect(slope).toBeCloseTo(2 * Math.log(3), 6)
  })

  it('ridge: a penalty shrinks the slope and not the intercept', () => {
    const features = Float64Array.from([-1, 0, 1].flatMap((x) => [1, x]))
    const values = Float64Array.of(1, 3, 5)
    const plain = fitRidge(features, values, 2, 0)
    expect(plain[0]).toBeCloseTo(3, 6)
    expect(plain[1]).toBeCloseTo(2, 6)
    const shrunk = fitRidge(features, values, 2, 2)
    expect(shrunk[0]).toBeCloseTo(3, 6)
    expect(shrunk[1]).toBeCloseTo(1, 6)
  })
})
