import { describe, expect, it } from 'vitest'
import { resampleTerms } from '../../../../main/evaluation/off-policy/resample-terms.ts'
import { Random } from '../../../../main/math/random.ts'

const random = () => new Random('resamples')
const column = (length: number, entry: (i: number) => number) => Float64Array.from({ length }, (_, i) => entry(i))

describe('resampled estimates', () => {
  it('draw as many rounds as there are', () => {
    for (const rounds of [1, 3, 256, 257, 1000]) {
      const [values] = resampleTerms([{ base: column(rounds, () => 1) }], rounds, random(), 20)
      for (const value of values!) expect(value).toBeCloseTo(1, 12)
    }
  })

  it('divide what is resampled by its own normaliser', () => {
    const weight = column(700, (i) => i % 5)
    const [values] = resampleTerms([{ numerator: weight.map((w) => 3 * w), denominator: weight }], 700, random(), 20)
    for (const value of values!) expect(value).toBeCloseTo(3, 12)
  })

  it('add a base, and draw the same rounds for all estimates', () => {
    const [base, numerator] = [column(600, (i) => i % 3), column(600, (i) => (i % 7) - 3)]
    const [first, second, both] = resampleTerms([{ base }, { numerator }, { base, numerator }], 600, random(), 30)
    for (const [i, value] of both!.entries()) expect(value).toBeCloseTo(first![i]! + second![i]!, 12)
  })

  it('spread as the standard error of a mean says', () => {
    const rounds = 5000
    const numerator = column(rounds, (i) => i % 10)
    const [values] = resampleTerms([{ numerator }], rounds, random(), 2000)
    const mean = values!.reduce((sum, value) => sum + value, 0) / 2000
    const variance = values!.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2000
    // Digits 0 to 9 have mean 4.5 and variance 8.25.
    expect(Math.abs(mean - 4.5)).toBeLessThan(4 * Math.sqrt(8.25 / rounds / 2000))
    expect((variance * rounds) / 8.25).toBeCloseTo(1, 0.8)
  })

  it('draw every round as often as the others, also those of the last block', () => {
    const rounds = 300
    const one = (round: number) => ({ numerator: column(rounds, (i) => (i === round ? rounds : 0)) })
    const values = resampleTerms([0, 255, 256, 299].map(one), rounds, random(), 4000)
    for (const drawn of values)
      expect(Math.abs(drawn.reduce((sum, value) => sum + value, 0) / 4000 - 1)).toBeLessThan(4 / Math.sqrt(4000))
  })
})
