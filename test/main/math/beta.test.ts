import { describe, expect, it } from 'vitest'
import { probabilitiesOfBeingLargest, sampleBeta, sampleGamma } from '../../../main/math/beta.ts'
import { Random } from '../../../main/math/random.ts'
import { hasReference, referenceRows } from '../../helpers/bandit-reference.ts'

const draws = 40_000

function moments(draw: () => number): { mean: number; variance: number } {
  let sum = 0
  let squares = 0
  for (let i = 0; i < draws; i++) {
    const value = draw()
    sum += value
    squares += value * value
  }
  return { mean: sum / draws, variance: squares / draws - (sum / draws) ** 2 }
}

describe('sampleGamma', () => {
  it.each([0.3, 1, 2.5, 40])('has mean and variance %f', (shape) => {
    const random = new Random('gamma', shape)
    const { mean, variance } = moments(() => sampleGamma(random, shape))
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / draws))
    expect(Math.abs(variance / shape - 1)).toBeLessThan(0.15)
  })
})

describe('sampleBeta', () => {
  it.each([
    [1, 1],
    [0.5, 0.5],
    [12, 3612],
    [3612, 12],
    [1, 4],
    [4, 1],
    [1.01, 1.5],
    [0.7, 30],
  ])('Beta(%f, %f) has the mean a / (a + b) and its variance', (a, b) => {
    const random = new Random('beta', a, b)
    const { mean, variance } = moments(() => sampleBeta(random, a, b))
    const exact = (a * b) / ((a + b) ** 2 * (a + b + 1))
    expect(Math.abs(mean - a / (a + b))).toBeLessThan(4 * Math.sqrt(exact / draws))
    expect(Math.abs(variance / exact - 1)).toBeLessThan(0.1)
  })
})

describe('probabilitiesOfBeingLargest', () => {
  const largest = (pairs: readonly (readonly [number, number])[]) => {
    const into = new Float64Array(pairs.length)
    probabilitiesOfBeingLargest(
      Float64Array.from(pairs, ([a]) => a),
      Float64Array.from(pairs, ([, b]) => b),
      into,
    )
    return into
  }

  it('is equal for equal parameters', () => {
    expect(
      [
        ...largest([
          [2, 5],
          [2, 5],
          [2, 5],
          [2, 5],
        ]),
      ].every((p) => Math.abs(p - 0.25) < 1e-12),
    ).toBe(true)
  })

  it('is 2 / 3 for Beta(2, 1) against Beta(1, 1)', () => {
    expect(
      largest([
        [2, 1],
        [1, 1],
      ])[0],
    ).toBeCloseTo(2 / 3, 9)
  })

  it('separates sharp beliefs', () => {
    const [low, high] = largest([
      [100, 90_000],
      [300, 90_000],
    ])
    expect(high).toBeGreaterThan(0.999999)
    expect(low).toBeLessThan(1e-6)
  })

  it('does not underflow with a thousand arms', () => {
    const p = largest(Array.from({ length: 1000 }, (_, k) => [1 + (k % 5), 40] as const))
    expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
    expect(p[4]!).toBeGreaterThan(p[0]!)
  })

  it.skipIf(!hasReference)('agrees with exact integrals (skipped without ../shared/reference/bandits)', () => {
    for (const [id, row] of referenceRows('indices.json')) {
      if (!id.startsWith('thompson.best')) continue
      const { posteriors } = row.config as { posteriors: [number, number][] }
      const expected = (row.value as { p_best: number[] }).p_best
      largest(posteriors).forEach((p, k) => expect(Math.abs(p - expected[k]!), `${id}, arm ${k}`).toBeLessThan(1e-8))
    }
  })
})
