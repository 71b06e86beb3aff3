import { describe, expect, it } from 'vitest'
import { differenceIntervals } from '../../../../main/evaluation/ab/difference-intervals.ts'
import { ratioIntervals } from '../../../../main/evaluation/ab/ratio-intervals.ts'
import { scoreStatistic } from '../../../../main/evaluation/ab/score-statistic.ts'
import { statsmodelsScoreInterval } from '../../../../main/evaluation/ab/statsmodels-score.ts'

/** Printed in R. G. Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, table II: methods 1, 5 and 10. */
const printed = [
  { t: [56, 70], c: [48, 80], wald: [0.0575, 0.3425], score: [0.0528, 0.3382], newcombe: [0.0524, 0.3339] },
  { t: [9, 10], c: [3, 10], wald: [0.2605, 0.9395], score: [0.17, 0.8406], newcombe: [0.1705, 0.809] },
]

describe('intervals of a difference of rates', () => {
  it.each(printed)('are the printed ones for $t against $c', ({ t, c, wald, score, newcombe }) => {
    const arms = {
      control: { successes: c[0]!, trials: c[1]! },
      treatment: { successes: t[0]!, trials: t[1]! },
    }
    for (const [ours, [low, high]] of [
      [differenceIntervals.wald(arms, 0.05), wald],
      [differenceIntervals.score(arms, 0.05), score],
      [differenceIntervals.newcombe(arms, 0.05), newcombe],
    ] as const) {
      expect(ours.low).toBeCloseTo(low!, 4)
      expect(ours.high).toBeCloseTo(high!, 4)
    }
  })

  it('of Agresti and Caffo add a success and a failure to each arm', () => {
    const arms = { control: { successes: 0, trials: 8 }, treatment: { successes: 4, trials: 8 } }
    const added = { control: { successes: 1, trials: 10 }, treatment: { successes: 5, trials: 10 } }
    expect(differenceIntervals.agrestiCaffo(arms, 0.05)).toEqual(differenceIntervals.wald(added, 0.05))
  })

  it('by scores reach 1 when all of one arm and none of the other convert', () => {
    const arms = { control: { successes: 0, trials: 10 }, treatment: { successes: 10, trials: 10 } }
    const { low, high } = differenceIntervals.score(arms, 0.05)
    expect(high).toBe(1)
    expect(low).toBeGreaterThan(0.5)
    expect(low).toBeLessThan(1)
  })

  it('by scores mirror when the arms change places, which those of statsmodels do not', () => {
    const [control, treatment] = [
      { successes: 7, trials: 34 },
      { successes: 1, trials: 34 },
    ]
    const forth = differenceIntervals.score({ control, treatment }, 0.05)
    const back = differenceIntervals.score({ control: treatment, treatment: control }, 0.05)
    expect(forth.low).toBeCloseTo(-back.high, 10)
    expect(forth.high).toBeCloseTo(-back.low, 10)
    const theirs = statsmodelsScoreInterval({ control: treatment, treatment: control }, 0.05)
    expect(Math.abs(theirs.low - back.low)).toBeGreaterThan(1e-4)
  })
})

describe('intervals of a ratio of rates', () => {
  const arms = { control: { successes: 10, trials: 100 }, treatment: { successes: 20, trials: 100 } }

  it('are symmetric around the ratio on the logarithmic scale', () => {
    // √(1/20 − 1/100 + 1/10 − 1/100) = √0.13
    const { low, high } = ratioIntervals.log(arms, 0.05)
    expect(Math.sqrt(low * high)).toBeCloseTo(2, 12)
    expect(Math.log(high / 2)).toBeCloseTo(1.959963984540054 * Math.sqrt(0.13), 10)
  })

  it('by scores end where the score statistic is the quantile, and turn over with the arms', () => {
    const { low, high } = ratioIntervals.score(arms, 0.05)
    expect(scoreStatistic.ratio(arms, low)).toBeCloseTo(1.959963984540054, 8)
    expect(scoreStatistic.ratio(arms, high)).toBeCloseTo(-1.959963984540054, 8)
    const back = ratioIntervals.score({ control: arms.treatment, treatment: arms.control }, 0.05)
    expect(back.low).toBeCloseTo(1 / high, 10)
    expect(back.high).toBeCloseTo(1 / low, 10)
  })

  it('are open where an arm has no success', () => {
    const none = { control: { successes: 0, trials: 200 }, treatment: { successes: 5, trials: 210 } }
    expect(ratioIntervals.log(none, 0.05)).toEqual({ low: 0, high: Infinity })
    const { low, high } = ratioIntervals.score(none, 0.05)
    expect(high).toBe(Infinity)
    expect(low).toBeGreaterThan(1)
    const nothing = { control: none.control, treatment: none.control }
    expect(ratioIntervals.score(nothing, 0.05)).toEqual({ low: 0, high: Infinity })
    const lost = ratioIntervals.score({ control: none.treatment, treatment: none.control }, 0.05)
    expect(lost.low).toBe(0)
    expect(lost.high).toBeCloseTo(1 / low, 8)
  })
})
