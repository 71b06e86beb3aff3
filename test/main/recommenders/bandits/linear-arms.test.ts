import { describe, expect, it } from 'vitest'
import { Random } from '../../../../main/math/random.ts'
import { LinearArms } from '../../../../main/recommenders/bandits/linear-arms.ts'

const width = 6

/** Arms after `rounds` rounds of arm 1, and λI + Σ x xᵀ of it. */
function learned(rounds: number): { arms: LinearArms; matrix: number[][] } {
  const random = new Random('linear arms', rounds)
  const arms = new LinearArms(2, width, 0.5)
  const matrix = Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_, j) => (i === j ? 0.5 : 0)))
  for (let round = 0; round < rounds; round++) {
    const x = Float64Array.from({ length: width }, () => random.normal())
    arms.update(1, x, random.uniform())
    matrix.forEach((row, i) => row.forEach((_, j) => (row[j]! += x[i]! * x[j]!)))
  }
  return { arms, matrix }
}

describe('LinearArms', () => {
  it('has I / λ for an arm never shown', () => {
    const arms = new LinearArms(1, 2, 4)
    expect(arms.variance(0, Float64Array.of(3, 4))).toBe(25 / 4)
    expect(arms.mean(0, Float64Array.of(3, 4))).toBe(0)
  })

  it('halves the variance of a direction that it saw once with λ = 1', () => {
    const arms = new LinearArms(1, 2, 1)
    arms.update(0, Float64Array.of(1, 0), 3)
    expect(arms.variance(0, Float64Array.of(1, 0))).toBeCloseTo(0.5, 14)
    expect(arms.variance(0, Float64Array.of(0, 1))).toBeCloseTo(1, 14)
    expect(arms.mean(0, Float64Array.of(1, 0))).toBeCloseTo(1.5, 14)
  })

  it.each([1, 3, 4, 20])('has the inverse of λI + Σ x xᵀ after %i rounds', (rounds) => {
    const { arms, matrix } = learned(rounds)
    const inverse = arms.inverseOf(1)
    for (let i = 0; i < width; i++)
      for (let j = 0; j < width; j++) {
        let sum = 0
        for (let k = 0; k < width; k++) sum += inverse[i * width + k]! * matrix[k]![j]!
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 10)
      }
    expect(arms.variance(1, Float64Array.of(0, 1, 0, 0, 0, 0))).toBeCloseTo(inverse[width + 1]!, 12)
  })

  it('takes no matrix while half as many directions tell as much', () => {
    expect(learned(3).arms.directionsOf(1)).toHaveLength(3 * width)
    expect(learned(4).arms.directionsOf(1)).toBeNull()
  })

  it.each([3, 4])('is the same after it was saved and restored, with %i rounds', (rounds) => {
    const { arms } = learned(rounds)
    expect(LinearArms.restore(2, width, 0.5, arms.columns()).columns()).toEqual(arms.columns())
  })

  it('bounds the variances of arms with directions and with a matrix', () => {
    for (const rounds of [3, 30]) {
      const { arms } = learned(rounds)
      const x = Float64Array.of(1, -2, 0.5, 3, 0, 1)
      const { means, lowers, uppers } = arms.screen(x)
      const exact = arms.variance(1, x)
      expect(means[1]).toBeCloseTo(arms.mean(1, x), 12)
      expect(lowers[1]).toBeLessThanOrEqual(exact + 1e-12)
      expect(uppers[1]).toBeGreaterThanOrEqual(exact - 1e-12)
      expect(uppers[1]! - lowers[1]!).toBeLessThan(0.03 * exact)
    }
  })

  it('hands arms over when they are rearranged, and uses what others left', () => {
    const { arms } = learned(20)
    const before = arms.inverseOf(1)
    const x = Float64Array.of(1, -2, 0.5, 3, 0, 1)
    const mean = arms.mean(1, x)
    arms.rearrange(Int32Array.of(-1, 1, -1))
    expect(arms.arms).toBe(3)
    expect(arms.inverseOf(1)).toEqual(before)
    expect(arms.estimate(x, true).means[1]).toBeCloseTo(mean, 12)
    expect([arms.wasShown(0), arms.wasShown(1), arms.wasShown(2)]).toEqual([false, true, false])
    arms.rearrange(Int32Array.of(-1))
    for (let round = 0; round < 20; round++) arms.update(0, x, 1)
    // λ = 1/2 and 20 times x with xᵀx = 15.25: xᵀA⁻¹x = 15.25 / (0.5 + 20 · 15.25)
    expect(arms.variance(0, x)).toBeCloseTo(15.25 / 305.5, 12)
  })
})
