import { describe, expect, it } from 'vitest'
import { detectableRise, detectableShift } from '../../../../main/evaluation/ab/detectable-effect.ts'
import { cohensH, powerOfArcsine, powerOfMeans, powerOfProportions } from '../../../../main/evaluation/ab/power.ts'
import { sampleSizeOfMeans, sampleSizes } from '../../../../main/evaluation/ab/sample-size.ts'

const rates = { control: 0.5, treatment: 0.6 }
const sizes = { control: 400, treatment: 400 }
/** z_{0.975} and z_{0.8}. */
const [a, b] = [1.959963984540054, 0.8416212335729143]

describe('sample sizes', () => {
  it('of two rates follow their formulas', () => {
    expect(sampleSizes.unpooled(rates, 0.05, 0.8)).toBeCloseTo((a + b) ** 2 * 49, 8)
    const pooled = (a * Math.sqrt(0.495) + b * Math.sqrt(0.49)) ** 2 * 100
    expect(sampleSizes.pooled(rates, 0.05, 0.8)).toBeCloseTo(pooled, 8)
    expect(sampleSizes.corrected(rates, 0.05, 0.8)).toBeCloseTo((pooled / 4) * (1 + Math.sqrt(1 + 40 / pooled)) ** 2, 8)
  })

  it('of two rates by arcsines are (a + b)² / h² when the other tail is empty', () => {
    const n = sampleSizes.arcsine(rates, 0.05, 0.8)
    expect(n).toBeCloseTo((2 * (a + b) ** 2) / cohensH(rates) ** 2, 2)
    expect(powerOfArcsine(cohensH(rates), { sizes: { control: n, treatment: n }, alpha: 0.05 })).toBeCloseTo(0.8, 10)
  })

  it('of two means are those of the printed tables', () => {
    // J. Cohen (1988), table 2.4.1: d = 0.2, 0.5, 0.8 at α = 0.05 and power 0.80
    for (const [d, n] of [
      [0.2, 393],
      [0.5, 64],
      [0.8, 26],
    ] as const)
      expect(Math.abs(sampleSizeOfMeans(d, 0.05, 0.8) - n)).toBeLessThan(0.6)
    expect(sampleSizeOfMeans(0.5, 0.05, 0.8)).toBeCloseTo(63.7656, 3)
  })

  it('refuse what cannot be planned', () => {
    expect(() => sampleSizes.pooled({ control: 0.1, treatment: 0.1 }, 0.05, 0.8)).toThrow('effect of 0')
    expect(() => sampleSizes.arcsine({ control: 0.1, treatment: 1.2 }, 0.05, 0.8)).toThrow(
      'rate of the treatment is 1.2',
    )
    expect(() => sampleSizeOfMeans(0, 0.05, 0.8)).toThrow('effect of 0')
    expect(() => sampleSizeOfMeans(0.5, 0.05, 1)).toThrow('power is 1')
  })
})

describe('power', () => {
  it('is α without an effect', () => {
    const design = { sizes, alpha: 0.05 }
    const larger = { ...design, alternative: 'larger' } as const
    expect(powerOfArcsine(0, design)).toBeCloseTo(0.05, 12)
    expect(powerOfProportions({ control: 0.3, treatment: 0.3 }, design)).toBeCloseTo(0.05, 12)
    expect(powerOfMeans(0, design)).toBeCloseTo(0.05, 10)
    expect(powerOfMeans(0, larger)).toBeCloseTo(0.05, 10)
    expect(powerOfProportions({ control: 0.3, treatment: 0.3 }, larger)).toBeCloseTo(0.05, 12)
  })

  it('splits its two tails between the one-sided alternatives of half the level', () => {
    for (const power of [
      (design: Parameters<typeof powerOfMeans>[1]) => powerOfMeans(0.1, design),
      (design: Parameters<typeof powerOfMeans>[1]) => powerOfProportions({ control: 0.3, treatment: 0.32 }, design),
    ])
      expect(power({ sizes, alpha: 0.05 })).toBeCloseTo(
        power({ sizes, alpha: 0.025, alternative: 'larger' }) + power({ sizes, alpha: 0.025, alternative: 'smaller' }),
        10,
      )
  })

  it('weighs the rates of unequal arms by their sizes', () => {
    // n = 100 and 300: p̄ = 0.575, σ₀² = p̄q̄ / 75, σ₁² = 0.25/100 + 0.24/300
    const underNull = Math.sqrt((0.575 * 0.425) / 75)
    const underRates = Math.sqrt(0.0025 + 0.0008)
    const design = { sizes: { control: 100, treatment: 300 }, alpha: 0.05, alternative: 'larger' } as const
    // z_{0.95} = 1.6449
    const z = (1.6448536269514722 * underNull - 0.1) / underRates
    expect(powerOfProportions(rates, design)).toBeCloseTo(upperTail(z), 6)
  })
})

describe('the minimum detectable effect', () => {
  it('is the effect whose power is the one asked for', () => {
    const rise = detectableRise(0.5, { sizes, alpha: 0.05 }, 0.8)
    expect(powerOfProportions({ control: 0.5, treatment: 0.5 + rise }, { sizes, alpha: 0.05 })).toBeCloseTo(0.8, 10)
    const shift = detectableShift({ sizes: { control: 64, treatment: 64 }, alpha: 0.05 }, 0.8)
    expect(shift).toBeCloseTo(0.499, 3)
  })

  it('does not exist when even a rate of 1 is missed', () => {
    const design = { sizes: { control: 3, treatment: 3 }, alpha: 0.001 }
    expect(() => detectableRise(0.9, design, 0.9)).toThrow('reaches a power of 0.9')
  })
})

/** P(Z ≥ z) by Simpson's rule. */
function upperTail(z: number): number {
  const steps = 2000
  let sum = 0
  for (let i = 0; i <= steps; i++) {
    const x = z + (i / steps) * 12
    sum += (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * Math.exp((-x * x) / 2)
  }
  return ((sum / 3) * 12) / steps / Math.sqrt(2 * Math.PI)
}
