import { describe, expect, it } from 'vitest'
import {
  chiSquareTail,
  fairCoinDistribution,
  fTail,
  normalDistribution,
  normalQuantile,
  normalTail,
} from '../../../main/math/distributions.ts'
import { averageRanks } from '../../../main/math/ranks.ts'
import { invertFalling, upperGamma } from '../../../main/math/special-functions.ts'
import { studentTail } from '../../../main/math/student-t.ts'
import { studentisedRangeQuantile, studentisedRangeTail } from '../../../main/math/studentised-range.ts'

const relative = (ours: number, wanted: number) => Math.abs(ours / wanted - 1)

describe('the normal distribution', () => {
  it('has tails that are right to 1e-12 where they are tiny too (mpmath)', () => {
    expect(relative(normalTail(0.3), 0.3820885778110474)).toBeLessThan(1e-12)
    expect(relative(normalTail(15), 3.670966199312751e-51)).toBeLessThan(1e-12)
    expect(normalDistribution(0)).toBeCloseTo(0.5, 15)
    expect(normalTail(-1.5)).toBeCloseTo(1 - normalTail(1.5), 15)
  })

  it('is inverted by its quantile', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12)
    expect(normalQuantile(0.025)).toBeCloseTo(-1.959963984540054, 12)
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
    expect(normalQuantile(2)).toBeNaN()
  })
})

describe('chi-square and F', () => {
  it('is exp(−x/2) for chi-square with two degrees of freedom', () => {
    for (const x of [0.5, 4, 90]) expect(relative(chiSquareTail(x, 2), Math.exp(-x / 2))).toBeLessThan(1e-12)
    expect(relative(chiSquareTail(29.4857142857, 6), 4.92203183365766e-5)).toBeLessThan(1e-12)
  })

  it('is Student’s two-sided p for F with one degree of freedom above', () => {
    expect(fTail(2.25, 1, 7)).toBeCloseTo(2 * studentTail(1.5, 7), 13)
    expect(fTail(Infinity, 2, 3)).toBe(0)
    expect(fTail(NaN, 2, 3)).toBeNaN()
  })
})

describe('fairCoinDistribution', () => {
  it('counts the throws: P(X ≤ 1) of 4 is 5/16', () => {
    expect(fairCoinDistribution(1, 4)).toBeCloseTo(5 / 16, 14)
    expect([fairCoinDistribution(-1, 4), fairCoinDistribution(4, 4)]).toEqual([0, 1])
  })
})

describe('the studentised range with infinite degrees of freedom', () => {
  it('agrees with adaptive integration to 1e-11 (mpmath)', () => {
    const known = [
      [3.314493, 10, 0.36053011586408],
      [1, 3, 0.75928735877066],
      [8, 4, 9.235490150444873e-8],
      [15, 7, 5.830963690744246e-25],
    ] as const
    for (const [q, k, p] of known) expect(relative(studentisedRangeTail(q, k), p)).toBeLessThan(1e-11)
  })

  it('is the range of two normals for k = 2: P(|Z| ≥ q/√2)', () => {
    for (const q of [0.1, 2, 6]) expect(studentisedRangeTail(q, 2)).toBeCloseTo(2 * normalTail(q / Math.SQRT2), 13)
  })

  it('has the 5 % points of the printed table', () => {
    for (const [k, q] of [
      [2, 2.772],
      [3, 3.314],
      [5, 3.858],
      [10, 4.474],
    ] as const)
      expect(studentisedRangeQuantile(0.05, k)).toBeCloseTo(q, 3)
  })

  it('is certain at 0 and undefined for a single variable', () => {
    expect(studentisedRangeTail(0, 4)).toBe(1)
    expect(studentisedRangeTail(1, 1)).toBeNaN()
  })
})

describe('helpers', () => {
  it('upperGamma is 1 at 0 and e^−x for a = 1', () => {
    expect(upperGamma(3, 0)).toBe(1)
    expect(upperGamma(1, 2.5)).toBeCloseTo(Math.exp(-2.5), 14)
  })

  it('invertFalling says when a value is out of reach', () => {
    expect(invertFalling((x) => 1 - x, 0.25, 0, 1)).toBeCloseTo(0.75, 14)
    expect(() => invertFalling((x) => 1 - x, 2, 0, 1)).toThrow(/probability 2/)
  })

  it('averageRanks gives ties their average', () => {
    const { ranks, groups } = averageRanks(Float64Array.of(3, 1, 3, 2))
    expect([...ranks]).toEqual([3.5, 1, 3.5, 2])
    expect(groups.map(({ size }) => size)).toEqual([1, 1, 2])
  })
})
