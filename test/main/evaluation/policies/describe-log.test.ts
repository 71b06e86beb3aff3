import { describe, expect, it } from 'vitest'
import { describeLog, readPropensities, wilson } from '../../../../main/evaluation/policies/describe-log.ts'
import { makeFeedback } from '../../../helpers/feedback.ts'

describe('a log of bandit feedback', () => {
  it('has the interval of 46 clicks in 10,000 rounds that statsmodels gives', () => {
    const { low, high } = wilson(46, 10_000)
    expect(low).toBeCloseTo(0.0034506598701977893, 12)
    expect(high).toBeCloseTo(0.006129805715468581, 12)
  })

  it('says when it has too few clicks to rank policies, and how many rounds would do', () => {
    const feedback = makeFeedback({ rounds: 2000, rates: [0.01, 0.01] })
    const described = describeLog(feedback, 1)
    expect(described.note).toMatch(
      /^\d+ clicks are too few to rank these policies: .* About [\d,]+ rounds would give ±20 %\.$/,
    )
    expect(described.rewards).toBe(Math.round(described.value * 2000))
  })

  it('says nothing when it has enough', () => {
    const described = describeLog(makeFeedback({ rounds: 2000, rates: [0.5, 0.6] }), 1)
    expect(described.note).toBeNull()
    expect(described.low).toBeLessThan(described.value)
    expect(described.high).toBeGreaterThan(described.value)
  })

  it('says that a log without clicks tells nothing', () => {
    const described = describeLog(makeFeedback({ rounds: 100, rates: [0, 0] }), 1)
    expect(described.note).toBe('The log has no clicks: it says nothing about which policy is better.')
    expect(described.value).toBe(0)
  })

  it('gives values other than 0 and 1 a bootstrap interval', () => {
    const feedback = makeFeedback({ rounds: 500, rates: [0.5, 0.5] })
    feedback.columns.reward.forEach((reward, i) => (feedback.columns.reward[i] = reward * 3))
    const { value, low, high } = describeLog(feedback, 1)
    expect(value).toBeGreaterThan(1)
    expect(high - low).toBeCloseTo(2 * 1.96 * (1.5 / Math.sqrt(500)), 1)
  })

  it('is uniform when all propensities are the same and leave room for every action', () => {
    const uniform = makeFeedback({ rounds: 50, rates: [0.5, 0.5] })
    const skewed = makeFeedback({ rounds: 50, rates: [0.5, 0.5], logging: [0.9, 0.1] })
    expect(readPropensities(uniform).uniform).toBe(true)
    expect(readPropensities(skewed)).toMatchObject({ uniform: false, smallest: 0.1, largest: 0.9 })
    uniform.columns.propensity.fill(0.9)
    expect(readPropensities(uniform).uniform).toBe(false)
  })
})
