import { describe, expect, it } from 'vitest'
import { similarByFactors } from '../../../main/recommenders/similar-factors.ts'

describe('similarByFactors', () => {
  it('orders items by the angle of their factors, whatever their length; none of the opposite direction or without factors', () => {
    const factors = Float64Array.of(1, 0, 5, 0, 1, 1, -1, 0, 0, 0)
    const { items, similarities } = similarByFactors(factors, 2, 0, 5)
    expect([...items]).toEqual([1, 2])
    expect(similarities[0]).toBe(1)
    expect(similarities[1]).toBeCloseTo(Math.SQRT1_2, 6)
  })
})
