import { describe, expect, it } from 'vitest'
import { cascadeDoublyRobustTotals } from '../../../../../main/evaluation/off-policy/slates/cascade-doubly-robust.ts'
import {
  normaliseByPosition,
  normaliseWeights,
  slateTotals,
  slateValue,
} from '../../../../../main/evaluation/off-policy/slates/inverse-propensity.ts'

/** Two slates of two positions. */
const rounds = {
  slates: 2,
  length: 2,
  reward: Float64Array.of(1, 0, 1, 1),
  weight: Float64Array.of(2, 4, 1, 3),
}

describe('slates', () => {
  it('are worth the weighted sum of rewards over positions', () => {
    expect(slateTotals(rounds)).toEqual(Float64Array.of(2, 4))
    expect(slateValue(rounds)).toBe(3)
  })

  it('have weights divided by their mean, over all rows or by position', () => {
    expect(normaliseWeights(rounds.weight)).toEqual(Float64Array.of(0.8, 1.6, 0.4, 1.2))
    expect(normaliseByPosition(rounds.weight, 2)).toEqual(Float64Array.of(2 / 1.5, 4 / 3.5, 1 / 1.5, 3 / 3.5))
  })

  it('are corrected by the model from position to position in the cascade', () => {
    const totals = cascadeDoublyRobustTotals({
      ...rounds,
      action: Float64Array.of(0, 1, 1, 0),
      actions: 2,
      predicted: Float64Array.of(0.5, 0.25, 0.5, 0.75, 0.5, 0.25, 0.5, 0.75),
      policy: Float64Array.of(1, 0, 0, 1, 0.5, 0.5, 0, 1),
    })
    // 2 (1 − ½) + ½ + 4 (0 − ¾) + 2 × ¾, and 1 (1 − ¼) + ⅜ + 3 (1 − ½) + 1 × ¾
    expect(totals).toEqual(Float64Array.of(0, 3.375))
  })
})
