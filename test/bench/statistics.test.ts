import { describe, expect, it } from 'vitest'
import { exponent, median } from '../../bench/statistics.ts'

describe('median', () => {
  it('is the middle of an odd number of values and the mean of the two middle ones of an even number', () => {
    expect(median([9, 1, 4])).toBe(4)
    expect(median([4, 1, 10, 2])).toBe(3)
  })

  it('is undefined of no values', () => expect(median([])).toBeNaN())
})

describe('exponent', () => {
  it('is 1 where time doubles with the size, 2 where it quadruples, 0 where it stays', () => {
    expect(exponent([1, 2, 4], [3, 6, 12])).toBeCloseTo(1, 12)
    expect(exponent([1, 2, 4], [1, 4, 16])).toBeCloseTo(2, 12)
    expect(exponent([10, 100], [5, 5])).toBeCloseTo(0, 12)
  })

  it('is the least-squares slope of the logarithms where times scatter', () => {
    // log₁₀ times 0, 2, 1 at log₁₀ sizes 0, 1, 2: slope Σ (x − 1)(y − 1) / Σ (x − 1)² = 1 / 2
    expect(exponent([1, 10, 100], [1, 100, 10])).toBeCloseTo(0.5, 12)
  })

  it('is undefined of one size', () => expect(exponent([5], [1])).toBeNaN())
})
