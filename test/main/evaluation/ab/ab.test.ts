import { describe, expect, it } from 'vitest'
import { creditClicks, interleaveBalanced, interleaveByTeamDraft } from '../../../../main/evaluation/ab/interleaving.ts'
import { testSampleRatio } from '../../../../main/evaluation/ab/sample-ratio.ts'
import {
  alphaSpending,
  confidenceSequenceRadius,
  mixtureLikelihoodRatio,
  mixtureP,
} from '../../../../main/evaluation/ab/sequential.ts'

describe('sequential tests', () => {
  it('have a confidence sequence that shrinks with rounds', () => {
    // n = 1, ρ = 1: √(2 · 2 · ln(√2 / α))
    expect(confidenceSequenceRadius(1, 1, 0.05, 1)).toBeCloseTo(Math.sqrt(4 * Math.log(Math.SQRT2 / 0.05)), 12)
    expect(confidenceSequenceRadius(100, 1, 0.05, 1)).toBeLessThan(confidenceSequenceRadius(10, 1, 0.05, 1))
  })

  it('give no evidence without a difference', () => {
    // V = 2 · 1 / 2 = 1, τ² = 3: √(1 / 4)
    expect(mixtureLikelihoodRatio(0, 1, 2, 3)).toBe(0.5)
    expect(mixtureLikelihoodRatio(2, 1, 2, 3)).toBeCloseTo(0.5 * Math.exp(1.5), 12)
    expect(mixtureP(0.5)).toBe(1)
    expect(mixtureP(4)).toBe(0.25)
  })

  it('have spent the whole of α at the end', () => {
    for (const spent of Object.values(alphaSpending)) {
      expect(spent(1, 0.05)).toBeCloseTo(0.05, 12)
      expect(spent(0.5, 0.05)).toBeLessThan(0.05)
    }
  })
})

describe('the sample-ratio check', () => {
  it('compares counts with shares', () => {
    // Expected 50 and 50: 2 · 10² / 50 = 4
    const { statistic, p } = testSampleRatio([60, 40], [1, 1])
    expect(statistic).toBe(4)
    expect(p).toBeCloseTo(0.0455, 4)
    expect(testSampleRatio([10, 20, 10], [1, 2, 1])).toEqual({ statistic: 0, p: 1 })
  })
})

describe('interleaving', () => {
  const a = [1, 2, 3]
  const b = [2, 4, 5]

  it('lets teams pick in turn, the coin saying who is first', () => {
    const { list, teams } = interleaveByTeamDraft(a, b, 4, (round) => round === 0)
    expect(list).toEqual([1, 2, 4, 3])
    expect(teams).toEqual(['A', 'B', 'B', 'A'])
  })

  it('credits a click to the team that placed the item', () => {
    expect(creditClicks(['A', 'B', 'B', 'A'], [0, 1, 3])).toEqual({ a: 2, b: 1 })
  })

  it('stops when both lists are used up', () => {
    expect(interleaveByTeamDraft(a, b, 9, () => true).list).toEqual([1, 2, 3, 4, 5])
  })

  it('walks down both lists evenly when balanced', () => {
    expect(interleaveBalanced(a, b, 4, true)).toEqual([1, 2, 4, 3])
    expect(interleaveBalanced(a, b, 2, false)).toEqual([2, 1])
  })
})
