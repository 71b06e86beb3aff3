import { describe, expect, it } from 'vitest'
import { estimators, findEstimator } from '../../../../main/evaluation/off-policy/all.ts'
import {
  noBounds,
  perRoundValues,
  valueOf,
  type LoggedRounds,
} from '../../../../main/evaluation/off-policy/estimator.ts'

/** Four rounds logged with probability 1/2 each by hand: weights 2, 0, 1, 2; rewards 1, 1, 0, 0; a model that says 0.5 of what was shown, 0.6 of the policy. */
const rounds: LoggedRounds = {
  reward: Float64Array.of(1, 1, 0, 0),
  weight: Float64Array.of(2, 0, 1, 2),
  matched: Float64Array.of(1, 0, 0, 1),
  model: { shown: new Float64Array(4).fill(0.5), policy: new Float64Array(4).fill(0.6) },
}
const value = (id: string, bounds = {}) => valueOf(findEstimator(id).terms(rounds, { ...noBounds, ...bounds }))

describe('off-policy estimators', () => {
  it.each([
    ['replay', {}, 1 / 2],
    ['ips', {}, 2 / 4],
    ['ips', { clip: 1.5 }, 1.5 / 4],
    ['snips', {}, 2 / 5],
    ['snips', { clip: 1 }, 1 / 3],
    ['dm', {}, 0.6],
    // corrections: 2 · 0.5, 0, −0.5, −1
    ['dr', {}, 0.6 - 0.5 / 4],
    ['dr', { clip: 1 }, 0.6 + (0.5 - 0.5 - 0.5) / 4],
    ['sndr', {}, 0.6 - 0.5 / 5],
    ['switch-dr', { switchAt: 1 }, 0.6 - 0.5 / 4],
    ['dros', { shrinkage: 0 }, 0.6],
    ['dros', { shrinkage: 4 }, 0.6 + (1 * 0.5 - 0.8 * 0.5 - 1 * 0.5) / 4],
    ['sg-ips', { smoothing: 0 }, 2 / 4],
    ['sg-ips', { smoothing: 1 }, 1 / 4],
    ['sg-dr', { smoothing: 1 }, 0.6 + (0.5 - 0.5 - 0.5) / 4],
  ] as const)('%s with %o is %f', (id, bounds, expected) => {
    expect(value(id, bounds)).toBeCloseTo(expected, 12)
  })

  it('clips at 10 when clipped IPS is given no bound', () => {
    const heavy = { ...rounds, weight: Float64Array.of(40, 0, 0, 0) }
    expect(valueOf(findEstimator('clipped-ips').terms(heavy, noBounds))).toBe(10 / 4)
    expect(valueOf(findEstimator('clipped-ips').terms(heavy, { ...noBounds, clip: 20 }))).toBe(20 / 4)
  })

  it('is undefined when no round matches', () => {
    const none = { ...rounds, matched: new Float64Array(4), weight: new Float64Array(4) }
    expect(valueOf(findEstimator('replay').terms(none, noBounds))).toBeNaN()
    expect(valueOf(findEstimator('snips').terms(none, noBounds))).toBeNaN()
    expect(valueOf(findEstimator('ips').terms(none, noBounds))).toBe(0)
  })

  it.each(estimators.map((estimator) => [estimator.id, estimator] as const))(
    '%s: the mean over rounds is the estimate',
    (_, estimator) => {
      const slates = { starts: Int32Array.of(0, 2, 4), position: Int32Array.of(0, 1, 0, 1), positions: 2 }
      const terms = estimator.terms({ ...rounds, slates }, noBounds)
      const values = perRoundValues(terms)
      expect(values.reduce((sum, v) => sum + v, 0) / values.length).toBeCloseTo(valueOf(terms), 12)
    },
  )

  it('names unknown estimators and their neighbours', () => {
    expect(() => findEstimator('ipss')).toThrow('There is no off-policy estimator "ipss".')
  })

  it('says which estimators need a model', () => {
    expect(() => findEstimator('dr').terms({ ...rounds, model: null }, noBounds)).toThrow('needs a reward model')
  })
})
