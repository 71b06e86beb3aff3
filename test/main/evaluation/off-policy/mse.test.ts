import { describe, expect, it } from 'vitest'
import { noBounds, type LoggedRounds } from '../../../../main/evaluation/off-policy/estimator.ts'
import { ips } from '../../../../main/evaluation/off-policy/ips.ts'
import { scoreByMse, selectByMse } from '../../../../main/evaluation/off-policy/mse.ts'

const rounds: LoggedRounds = {
  reward: Float64Array.of(1, 0, 1, 1),
  weight: Float64Array.of(4, 2, 0, 2),
  matched: new Float64Array(4),
  model: null,
}

describe('the mean squared error of an estimate', () => {
  it('adds the variance of the mean to the squared bias of clipping', () => {
    const [whole, clipped] = scoreByMse(ips, rounds, noBounds, 'clip', [Infinity, 2], 'measured')
    // Values 4, 0, 0, 2: mean 1.5, variance 2.75; clipped 2, 0, 0, 2: mean 1, variance 1, and 2 of 4 rounds' reward is lost.
    expect(whole).toEqual({ lambda: Infinity, value: 1.5, score: 2.75 / 4 })
    expect(clipped).toEqual({ lambda: 2, value: 1, score: 1 / 4 + 0.5 ** 2 })
  })

  it('adds Bernstein’s bound to the bias', () => {
    const [whole] = scoreByMse(ips, rounds, noBounds, 'clip', [Infinity], 'upper-bound')
    const logarithm = Math.log(20)
    const bound = Math.sqrt((2 * 6 * logarithm) / 4) + (2 * 4 * logarithm) / 12
    expect(whole!.score).toBeCloseTo(2.75 / 4 + bound ** 2, 12)
  })

  it('chooses the smallest score, of equal ones the first', () => {
    const candidates = [0.5, 0.2, 0.2].map((score, lambda) => ({ lambda, value: 0, score }))
    expect(selectByMse(candidates).lambda).toBe(1)
  })
})
