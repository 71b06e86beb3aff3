import { describe, expect, it } from 'vitest'
import { proportionIntervals } from '../../../../main/evaluation/ab/proportion-intervals.ts'

/** Printed in R. G. Newcombe (1998). Two-sided confidence intervals for the single proportion. Statistics in Medicine 17(8), table I. */
const printed = [
  { successes: 81, trials: 263, normal: [0.2522, 0.3638], wilson: [0.2553, 0.3662], exact: [0.2527, 0.3676] },
  { successes: 15, trials: 148, normal: [0.0527, 0.15], wilson: [0.0624, 0.1605], exact: [0.0578, 0.1617] },
  { successes: 0, trials: 20, normal: [0, 0], wilson: [0, 0.1611], exact: [0, 0.1684] },
  { successes: 1, trials: 29, normal: [0, 0.1009], wilson: [0.0061, 0.1718], exact: [0.0009, 0.1776] },
]

describe('intervals of a conversion rate', () => {
  it.each(printed)('are the printed ones for $successes of $trials', ({ successes, trials, normal, wilson, exact }) => {
    const counts = { successes, trials }
    for (const [ours, [low, high]] of [
      [proportionIntervals.normal(counts, 0.05), normal],
      [proportionIntervals.wilson(counts, 0.05), wilson],
      [proportionIntervals.clopperPearson(counts, 0.05), exact],
    ] as const) {
      expect(ours.low).toBeCloseTo(low!, 4)
      expect(ours.high).toBeCloseTo(high!, 4)
    }
  })

  it('have closed forms for one trial', () => {
    // Beta(1, 1) and Beta(2, 0): 1 of 1 is at least α/2. Beta(3/2, 1/2) is no closed form, but mirrors Beta(1/2, 3/2).
    expect(proportionIntervals.clopperPearson({ successes: 1, trials: 1 }, 0.05).low).toBeCloseTo(0.025, 14)
    const [none, one] = [0, 1].map((successes) => proportionIntervals.jeffreys({ successes, trials: 1 }, 0.05))
    expect(none!.low).toBeCloseTo(1 - one!.high, 12)
    expect(none!.high).toBeCloseTo(1 - one!.low, 12)
  })

  it('of Agresti and Coull have the middle of Wilson and are no narrower', () => {
    const counts = { successes: 7, trials: 40 }
    const wilson = proportionIntervals.wilson(counts, 0.05)
    const ours = proportionIntervals.agrestiCoull(counts, 0.05)
    expect(ours.low + ours.high).toBeCloseTo(wilson.low + wilson.high, 12)
    expect(ours.high - ours.low).toBeGreaterThan(wilson.high - wilson.low)
  })

  it('refuse counts that are no rate and levels that are no probability', () => {
    expect(() => proportionIntervals.wilson({ successes: 3, trials: 2 }, 0.05)).toThrow('3 successes in 2 trials')
    expect(() => proportionIntervals.jeffreys({ successes: 0, trials: 0 }, 0.05)).toThrow('0 successes in 0 trials')
    expect(() => proportionIntervals.clopperPearson({ successes: 1, trials: 2 }, 1)).toThrow('significance level is 1')
  })
})
