import { describe, expect, it } from 'vitest'
import { cuped, testByCuped } from '../../../../main/evaluation/ab/cuped.ts'
import { mannWhitney } from '../../../../main/evaluation/ab/mann-whitney.ts'
import { cohensD, testsOfMeans } from '../../../../main/evaluation/ab/means.ts'
import { testPreference } from '../../../../main/evaluation/ab/preference.ts'
import { estimateRatio, testRatios } from '../../../../main/evaluation/ab/ratio-metric.ts'

const list = (...values: number[]) => Float64Array.from(values)

describe('t-tests of two means', () => {
  it('differ in error and degrees of freedom', () => {
    // Means 2 and 6, variances 1 and 4: Welch's error² is 1/3 + 4/3 = 5/3, df = (25/9) / ((1/9 + 16/9) / 2) = 50/17; Student's error² is 2.5 · 2/3.
    const arms = { control: list(1, 2, 3), treatment: list(4, 6, 8) }
    const welch = testsOfMeans.welch(arms, 0.05)
    expect(welch.difference).toBe(4)
    expect(welch.t).toBeCloseTo(4 / Math.sqrt(5 / 3), 12)
    expect(welch.df).toBeCloseTo(50 / 17, 12)
    const student = testsOfMeans.student(arms, 0.05)
    expect(student.t).toBeCloseTo(4 / Math.sqrt(5 / 3), 12)
    expect(student.df).toBe(4)
    // t_{0.975, 4} = 2.776445
    expect(student.high - 4).toBeCloseTo(2.776445 * Math.sqrt(5 / 3), 5)
    expect(4 - student.low).toBeCloseTo(student.high - 4, 12)
    expect(cohensD(arms)).toBeCloseTo(4 / Math.sqrt(2.5), 12)
  })

  it('say nothing of equal constants and refuse an arm of one value', () => {
    const equal = { control: list(2, 2), treatment: list(2, 2, 2) }
    expect(testsOfMeans.welch(equal, 0.05)).toEqual({ difference: 0, t: 0, df: 3, p: 1, low: 0, high: 0 })
    expect(cohensD(equal)).toBe(0)
    expect(() => testsOfMeans.welch({ control: list(2), treatment: list(1, 2) }, 0.05)).toThrow('An arm has 1 values')
  })
})

describe("Mann–Whitney's test", () => {
  it('counts pairs in which the treatment is larger, ties by half', () => {
    // 3 > 1, 3 > 2, 3 = 3, 5 > all: 2.5 + 3
    const { u, probability } = mannWhitney({ control: list(1, 2, 3), treatment: list(3, 5) })
    expect(u).toBe(5.5)
    expect(probability).toBeCloseTo(5.5 / 6, 12)
  })

  it('corrects for continuity', () => {
    // U = 9 of 9, mean 4.5, variance 9 · 7 / 12 = 5.25: z = 4 / √5.25 = 1.7457
    const { p } = mannWhitney({ control: list(1, 2, 3), treatment: list(4, 5, 6) })
    expect(p).toBeCloseTo(0.0809, 4)
    expect(mannWhitney({ control: list(1, 1), treatment: list(1, 1) }).p).toBe(1)
  })
})

describe('CUPED', () => {
  it('takes out what the past explains and keeps the mean', () => {
    // Around their means: past −1, 0, 1, values −1, 1, 0. θ = 1 / 2; variance 1 becomes 1 − 0.5 · 1 / 2
    const { theta, varianceRatio, adjusted } = cuped({ values: list(1, 3, 2), past: list(4, 5, 6) })
    expect(theta).toBe(0.5)
    expect(varianceRatio).toBeCloseTo(0.75, 14)
    expect([...adjusted]).toEqual([1.5, 3, 1.5])
  })

  it('finds an effect that noise of the units hides', () => {
    // Values are the past, plus 1 in the treatment, plus a little.
    const control = { values: list(10.1, 19.9, 30.1, 39.9), past: list(10, 20, 30, 40) }
    const treatment = { values: list(11.1, 20.9, 31.1, 40.9), past: list(10, 20, 30, 40) }
    const adjusted = testByCuped({ control, treatment }, 0.05)
    expect(adjusted.theta).toBeCloseTo(0.996, 12)
    expect(adjusted.difference).toBeCloseTo(1, 12)
    expect(adjusted.p).toBeLessThan(0.001)
    expect(testsOfMeans.welch({ control: control.values, treatment: treatment.values }, 0.05).p).toBeGreaterThan(0.8)
  })

  it('corrects a difference that was there before', () => {
    const control = { values: list(1, 2, 3), past: list(1, 2, 3) }
    const treatment = { values: list(2, 3, 4.5), past: list(2, 3, 4) }
    // θ = (2 + 2.5) / 4 = 1.125; raw difference 7/6, past difference 1
    expect(testByCuped({ control, treatment }, 0.05).difference).toBeCloseTo(7 / 6 - 1.125, 12)
  })

  it('refuses a past that does not vary or does not fit', () => {
    expect(() => cuped({ values: list(1, 2), past: list(3, 3) })).toThrow('do not vary')
    expect(() => cuped({ values: list(2, 2), past: list(3, 4) })).toThrow('All values are equal')
    expect(() => cuped({ values: list(1, 2, 3), past: list(3, 4) })).toThrow('3 values and 2 from before')
  })
})

describe('ratio metrics', () => {
  it('have the variance of the delta method', () => {
    // R = 6/12, residuals 0, −1, 1: Σ² = 2, over (3 − 1) · 3 · 4²
    const units = { numerators: list(1, 1, 4), denominators: list(2, 4, 6) }
    expect(estimateRatio(units)).toEqual({ ratio: 0.5, variance: 2 / 96 })
  })

  it('are means when every unit counts once', () => {
    const ones = list(1, 1, 1, 1)
    const control = { numerators: list(1, 2, 3, 4), denominators: ones }
    const treatment = { numerators: list(3, 4, 5, 8), denominators: ones }
    const test = testRatios({ control, treatment }, 0.05)
    const welch = testsOfMeans.welch({ control: control.numerators, treatment: treatment.numerators }, 0.05)
    expect(test.z).toBeCloseTo(welch.t, 12)
    expect(test.difference).toBeCloseTo(2.5, 12)
    expect(test.high + test.low).toBeCloseTo(5, 12)
  })

  it('refuse denominators that sum to 0 and unequal lists', () => {
    expect(() => estimateRatio({ numerators: list(1, 1), denominators: list(0, 0) })).toThrow('sum to 0')
    expect(() => estimateRatio({ numerators: list(1, 1), denominators: list(1) })).toThrow('2 numerators and 1')
  })
})

describe('the test of preference', () => {
  it('leaves ties out of the sign test and shares them in delta', () => {
    // 9 of 10: 2 (1 + 10) / 1024
    const { p, delta, share } = testPreference({ a: 9, b: 1, ties: 10 }, 0.05)
    expect(p).toBeCloseTo(22 / 1024, 12)
    expect(delta).toBeCloseTo(0.2, 12)
    expect(share.low).toBeCloseTo(0.555, 3)
    expect(share.high).toBeCloseTo(0.9975, 4)
  })

  it('refuses when nothing was decided', () => {
    expect(() => testPreference({ a: 0, b: 0, ties: 4 }, 0.05)).toThrow('Of 4 comparisons none')
  })
})
