import { describe, expect, it } from 'vitest'
import { fisherExact } from '../../../../main/evaluation/ab/fisher-exact.ts'
import { probabilityOfImprovement } from '../../../../main/evaluation/ab/probability-of-improvement.ts'
import { chiSquareOfProportions, testProportions } from '../../../../main/evaluation/ab/proportion-tests.ts'

const arms = { control: { successes: 20, trials: 100 }, treatment: { successes: 30, trials: 100 } }

describe('tests of two conversion rates', () => {
  it('divide by the pooled or by the separate standard errors', () => {
    // 0.1 / √(0.25 · 0.75 · 0.02) and 0.1 / √((0.16 + 0.21) / 100)
    expect(testProportions(arms).statistic).toBeCloseTo(0.1 / Math.sqrt(0.00375), 12)
    expect(testProportions(arms, false).statistic).toBeCloseTo(0.1 / Math.sqrt(0.0037), 12)
    expect(testProportions(arms).p).toBeCloseTo(0.1025, 4)
  })

  it('equal z² as chi-square, less with the correction of Yates', () => {
    // O − E = 5 in every cell: 25 (2/25 + 2/75) and 20.25 (2/25 + 2/75)
    expect(chiSquareOfProportions(arms).statistic).toBeCloseTo(8 / 3, 12)
    expect(chiSquareOfProportions(arms).p).toBeCloseTo(testProportions(arms).p, 12)
    expect(chiSquareOfProportions(arms, true).statistic).toBeCloseTo(2.16, 12)
  })

  it('see no difference between arms without a success', () => {
    const none = { control: { successes: 0, trials: 5 }, treatment: { successes: 0, trials: 9 } }
    expect(testProportions(none)).toEqual({ statistic: 0, p: 1 })
    expect(chiSquareOfProportions(none)).toEqual({ statistic: 0, p: 1 })
    expect(fisherExact(none)).toEqual({ oddsRatio: NaN, p: 1 })
  })
})

describe("Fisher's exact test", () => {
  it("judges the lady's tea", () => {
    // 4 of 8 cups, 3 right: tables with 0, 1, 3, 4 right have 1 + 16 + 16 + 1 of 70 orders.
    const cups = { control: { successes: 1, trials: 4 }, treatment: { successes: 3, trials: 4 } }
    const { p, oddsRatio } = fisherExact(cups)
    expect(p).toBeCloseTo(34 / 70, 12)
    expect(oddsRatio).toBe(9)
  })

  it('stays exact for arms of a million', () => {
    const large = { control: { successes: 5, trials: 1e6 }, treatment: { successes: 5, trials: 1e6 } }
    expect(fisherExact(large).p).toBeCloseTo(1, 12)
  })
})

describe('the probability of improvement', () => {
  it('is a half for equal arms and 5/6 for one success against one failure', () => {
    expect(probabilityOfImprovement({ control: arms.control, treatment: arms.control })).toBeCloseTo(0.5, 9)
    // Beta(2, 1) above Beta(1, 2): ∫ 2x (2x − x²) dx = 4/3 − 1/2
    const single = { control: { successes: 0, trials: 1 }, treatment: { successes: 1, trials: 1 } }
    expect(probabilityOfImprovement(single)).toBeCloseTo(5 / 6, 7)
  })
})
