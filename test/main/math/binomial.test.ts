import { describe, expect, it } from 'vitest'
import { sampleBinomial } from '../../../main/math/binomial.ts'
import { Random } from '../../../main/math/random.ts'

const draw = (trials: number, probability: number, count = 20_000) => {
  const random = new Random('binomial', trials)
  return Array.from({ length: count }, () => sampleBinomial(random, trials, probability))
}

describe('draws from a binomial distribution', () => {
  it('are certain at the ends', () => {
    expect(draw(7, 0, 1)).toEqual([0])
    expect(draw(7, 1, 1)).toEqual([7])
    expect(draw(0, 0.5, 1)).toEqual([0])
  })

  it('have the chances of two coins', () => {
    const counts = [0, 0, 0]
    for (const heads of draw(2, 0.5)) counts[heads]!++
    expect(counts.map((count) => count / 20_000)).toEqual([
      expect.closeTo(0.25, 1.5),
      expect.closeTo(0.5, 1.5),
      expect.closeTo(0.25, 1.5),
    ])
  })

  it.each([
    [100_000, 256 / 100_000],
    [1000, 0.9],
  ])('have mean n p and variance n p (1 − p) for n = %d, p = %f', (trials, probability) => {
    const drawn = draw(trials, probability)
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length
    const expected = trials * probability * (1 - probability)
    expect(Math.abs(mean - trials * probability)).toBeLessThan(4 * Math.sqrt(expected / drawn.length))
    expect(variance / expected).toBeCloseTo(1, 1)
  })
})
