import { describe, expect, it } from 'vitest'
import { incompleteBeta, logGamma } from '../../../main/math/special-functions.ts'
import { studentP, studentQuantile } from '../../../main/math/student-t.ts'

describe('studentP', () => {
  it('is 1 − (2/π) arctan t for one degree of freedom (Cauchy)', () => {
    for (const t of [0.1, 1, 3, 40]) expect(studentP(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 13)
  })

  it('is 1 − t / √(2 + t²) for two degrees of freedom', () => {
    for (const t of [0.1, 1, 3, 40]) expect(studentP(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 13)
  })

  it('matches the printed 5 % points of the t-table', () => {
    for (const [df, t] of [
      [5, 2.571],
      [10, 2.228],
      [30, 2.042],
      [120, 1.98],
    ])
      expect(studentP(t!, df!)).toBeCloseTo(0.05, 3)
  })

  it('is symmetric, 1 at 0, 0 at infinity and undefined without degrees of freedom', () => {
    expect(studentP(-2, 7)).toBe(studentP(2, 7))
    expect(studentP(0, 7)).toBe(1)
    expect(studentP(Infinity, 7)).toBe(0)
    expect(studentP(1, 0)).toBeNaN()
  })
})

describe('studentQuantile', () => {
  it('inverts the p-value, in the tails too', () => {
    for (const p of [0.5, 0.05, 1e-9]) expect(studentP(studentQuantile(p, 4), 4) / p).toBeCloseTo(1, 9)
    expect(studentQuantile(0.05, 4)).toBeCloseTo(2.7764451052, 9)
  })
})

describe('incompleteBeta', () => {
  it('is x for a = b = 1 and symmetric: I_x(a, b) = 1 − I_{1 − x}(b, a)', () => {
    expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 14)
    expect(incompleteBeta(0.3, 2.5, 4)).toBeCloseTo(1 - incompleteBeta(0.7, 4, 2.5), 14)
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1])
  })
})

describe('logGamma', () => {
  it('is ln (n − 1)! at whole numbers and ln √π at one half', () => {
    expect(logGamma(1)).toBeCloseTo(0, 14)
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14)
  })
})
