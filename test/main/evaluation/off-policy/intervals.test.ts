import { describe, expect, it } from 'vitest'
import {
  analyticInterval,
  bernsteinHalf,
  boundedInterval,
  hoeffdingHalf,
  rangeOf,
  resampledInterval,
  studentInterval,
} from '../../../../main/evaluation/off-policy/intervals.ts'

const values = Float64Array.of(0, 0, 1, 1, 0, 1, 0, 1)
const range = { weight: 2, reward: [0, 1] } as const

describe('intervals of estimates', () => {
  it("are Student's t of the per-round values for a mean: 0.5 ± 2.3646 · 0.5345 / √8", () => {
    const { low, high } = studentInterval({ numerator: values }, 0.95)
    expect(low).toBeCloseTo(0.5 - (2.364624 * 0.5345225) / Math.sqrt(8), 5)
    expect(high - 0.5).toBeCloseTo(0.5 - low, 12)
  })

  it('count the spread of the normaliser: a constant quotient has none', () => {
    const weight = Float64Array.of(1, 2, 3, 4)
    const { low, high } = studentInterval({ numerator: weight.map((w) => w / 2), denominator: weight }, 0.95)
    expect(low).toBeCloseTo(0.5, 12)
    expect(high).toBeCloseTo(0.5, 12)
  })

  it('widen with the confidence', () => {
    const widths = [0.8, 0.95, 0.99].map((confidence) => {
      const { low, high } = studentInterval({ numerator: values }, confidence)
      return high - low
    })
    expect(widths).toEqual(widths.toSorted((a, b) => a - b))
  })

  it("are Hoeffding's √(ln(2/δ) / 2n) for the range 1, and twice that for 2", () => {
    expect(hoeffdingHalf(200, 1, 0.05)).toBeCloseTo(Math.sqrt(Math.log(40) / 400), 12)
    expect(hoeffdingHalf(200, 2, 0.05)).toBeCloseTo(2 * Math.sqrt(Math.log(40) / 400), 12)
  })

  it('are the empirical Bernstein bound by hand', () => {
    const variance = 2 / 7
    const expected = Math.sqrt((2 * variance * Math.log(80)) / 8) + (7 * Math.log(80)) / (3 * 7)
    expect(bernsteinHalf(values, 1, 0.05)).toBeCloseTo(expected, 12)
  })

  it('take the range of weights times rewards, and of model plus weighted errors', () => {
    expect(rangeOf({ numerator: values }, range)).toEqual([0, 2])
    expect(rangeOf({ base: Float64Array.of(0.25, 0.5), numerator: values }, range)).toEqual([-1.75, 2.5])
  })

  it('never leave the range of the rewards', () => {
    expect(boundedInterval('hoeffding', { numerator: values }, 0.95, { ...range, weight: 100 })).toEqual({
      low: 0,
      high: 1,
    })
  })

  it('bound a quotient by its parts, and say nothing where the weights may be 0', () => {
    const weight = new Float64Array(20_000).fill(1)
    const half = weight.map((_, i) => i % 2)
    const { low, high } = boundedInterval('hoeffding', { numerator: half, denominator: weight }, 0.95, range)
    expect(low).toBeGreaterThan(0.45)
    expect(high).toBeLessThan(0.55)
    expect(boundedInterval('hoeffding', { numerator: values, denominator: values }, 0.95, range)).toEqual({
      low: 0,
      high: 1,
    })
  })

  it('are nothing without two rounds', () => {
    expect(analyticInterval('t', { numerator: Float64Array.of(1) }, 0.95, range)).toBeNull()
    expect(resampledInterval(Float64Array.of(NaN), 0.95)).toBeNull()
  })
})
