import { describe, expect, it } from 'vitest'
import { effectiveSample, largestWeight, weightBins } from '../../../../main/evaluation/off-policy/weights.ts'

describe('importance weights', () => {
  it('count as many rounds as there are when all are equal', () => {
    expect(effectiveSample(new Float64Array(7).fill(3))).toBeCloseTo(7, 12)
  })

  it('count one round when one has all the weight, none when all are 0', () => {
    expect(effectiveSample(Float64Array.of(0, 0, 46))).toBe(1)
    expect(effectiveSample(new Float64Array(3))).toBe(0)
  })

  it('fall into bins whose shares sum to 1', () => {
    const weights = Float64Array.of(0, 0.005, 0.01, 1, 1, 99, 100, 5000)
    const bins = weightBins(weights)
    expect(bins.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(bins[0]).toEqual({ from: 0, to: 0.01, share: 2 / 8 })
    expect(bins.find(({ from }) => Math.abs(from - 1) < 1e-9)!.share).toBe(2 / 8)
    expect(bins.at(-1)!.to).toBeGreaterThanOrEqual(5000)
  })

  it('reach at least to 100', () => {
    expect(weightBins(Float64Array.of(1)).at(-1)!.to).toBeCloseTo(100, 9)
    expect(largestWeight(Float64Array.of(0.5, 3, 2))).toBe(3)
  })
})
