import { describe, expect, it } from 'vitest'
import { holmSidak } from '../../../../main/evaluation/significance/holm-sidak.ts'
import { sidak } from '../../../../main/evaluation/significance/sidak.ts'

describe("Šidák's correction", () => {
  it('is the probability of one such p-value among all', () => {
    // 1 − 0.9² = 0.19, 1 − 0.5² = 0.75
    const adjusted = sidak([0.1, 0.5])
    expect(adjusted[0]).toBeCloseTo(0.19, 14)
    expect(adjusted[1]).toBeCloseTo(0.75, 14)
  })

  it('keeps undefined values out of the count and tiny ones exact', () => {
    expect(sidak([NaN, 0.2])).toEqual([NaN, expect.closeTo(0.2, 14)])
    expect(sidak([1e-20, 1])).toEqual([2e-20, 1])
  })
})

describe("Holm's correction with Šidák's levels", () => {
  it('steps down and never falls', () => {
    // 1 − 0.9³ = 0.271; then 1 − 0.88² = 0.2256, raised to 0.271; then 0.5
    const adjusted = holmSidak([0.5, 0.1, NaN, 0.12])
    expect(adjusted[0]).toBeCloseTo(0.5, 14)
    expect(adjusted[1]).toBeCloseTo(0.271, 14)
    expect(adjusted[2]).toBeNaN()
    expect(adjusted[3]).toBeCloseTo(0.271, 14)
  })
})
