import { describe, expect, it } from 'vitest'
import { Random } from '../../../../../main/math/random.ts'
import { smallest } from '../../../../../main/recommenders/bandits/neighbourhood/smallest.ts'

describe('smallest', () => {
  it('finds the k-th smallest, as sorting would, and leaves the order', () => {
    const random = new Random('numbers')
    for (const size of [1, 2, 3, 10, 101]) {
      const numbers = Float64Array.from({ length: size }, () => random.below(20))
      const before = numbers.slice()
      const sorted = numbers.slice().sort()
      for (let k = 1; k <= size; k++) expect(smallest(numbers, k)).toBe(sorted[k - 1])
      expect(numbers).toEqual(before)
    }
  })

  it('is the largest where there are fewer, and infinite where there are none', () => {
    expect(smallest(Float64Array.of(3, 1), 5)).toBe(3)
    expect(smallest(new Float64Array(0), 1)).toBe(Infinity)
  })
})
