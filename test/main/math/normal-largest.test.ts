import { describe, expect, it } from 'vitest'
import { normalDistribution } from '../../../main/math/distributions.ts'
import { probabilitiesOfNormalBeingLargest } from '../../../main/math/normal-largest.ts'

function largest(means: readonly number[], deviations: readonly number[]): number[] {
  const into = new Float64Array(means.length)
  probabilitiesOfNormalBeingLargest(Float64Array.from(means), Float64Array.from(deviations), into)
  return [...into]
}

describe('probabilitiesOfNormalBeingLargest', () => {
  it.each([
    [0, 1, 0, 1],
    [0.3, 1, -0.4, 2],
    [5, 0.1, 5.2, 0.3],
    [0, 1, 6, 1],
  ])('of N(%f, %f²) and N(%f, %f²) is Φ of the difference over its deviation', (a, s, b, t) => {
    const exact = normalDistribution((a - b) / Math.hypot(s, t))
    expect(Math.abs(largest([a, b], [s, t])[0]! - exact)).toBeLessThan(1e-9)
  })

  it('is 1 / n for n alike', () => {
    for (const p of largest(Array(7).fill(2), Array(7).fill(0.5))) expect(p).toBeCloseTo(1 / 7, 12)
  })

  it('is 1 for the first of the largest means where nothing is in doubt', () => {
    expect(largest([1, 3, 3], [0, 0, 0])).toEqual([0, 1, 0])
  })
})
