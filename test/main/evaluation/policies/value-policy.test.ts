import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { estimators } from '../../../../main/evaluation/off-policy/all.ts'
import type { Feedback } from '../../../../main/evaluation/policies/describe-log.ts'
import { constantPolicy, crossFitPolicy, scaledContexts } from '../../../../main/evaluation/policies/logged-policy.ts'
import { valuePolicy } from '../../../../main/evaluation/policies/value-policy.ts'
import { epsilonGreedy } from '../../../../main/recommenders/bandits/epsilon-greedy.ts'
import { hasReference, referenceTable } from '../../../helpers/bandit-reference.ts'
import { makeFeedback } from '../../../helpers/feedback.ts'

const { signal } = new AbortController()
const all = estimators.filter(({ view }) => view === undefined || view === 'mrdr').map(({ id }) => id)
const rates = [0.1, 0.3, 0.6]
const better = Float64Array.of(0.1, 0.2, 0.7)
const truth = 0.1 * 0.1 + 0.2 * 0.3 + 0.7 * 0.6

const valueOn = (feedback: Feedback, names = all, clip: number | null = null) =>
  valuePolicy(feedback, constantPolicy(better), { estimators: names, clip }, 7, signal)

describe('the value of a policy on a log', () => {
  it('lies within 0.04 of the truth by every unclipped estimator when the log is uniform', async () => {
    const { estimates } = await valueOn(makeFeedback({ rounds: 6000, rates }))
    for (const { estimator, value, low, high } of estimates) {
      if (estimator === 'sg-ips') continue
      expect(Math.abs(value! - truth), estimator).toBeLessThan(0.04)
      expect(low!, estimator).toBeLessThanOrEqual(value!)
      expect(high!, estimator).toBeGreaterThanOrEqual(value!)
    }
  })

  it('refuses replay on a log that is not uniform, and says why', async () => {
    const feedback = makeFeedback({ rounds: 3000, rates, logging: [0.5, 0.3, 0.2] })
    const { estimates } = await valueOn(feedback, ['replay', 'snips'])
    expect(estimates[0]).toMatchObject({ value: null, low: null, effectiveSample: 0 })
    expect(estimates[0]!.note).toBe(
      'Replay needs a log that was collected uniformly at random; the propensities of this one range from 0.2 to 0.5. Use IPS or SNIPS.',
    )
    expect(Math.abs(estimates[1]!.value! - truth)).toBeLessThan(0.05)
  })

  it('counts the rounds that replay matched', async () => {
    const { estimates } = await valueOn(makeFeedback({ rounds: 3000, rates }), ['replay'])
    const [{ effectiveSample, rounds, note }] = estimates as [(typeof estimates)[number]]
    expect(rounds).toBe(3000)
    expect(Math.abs(effectiveSample - 1000)).toBeLessThan(110)
    expect(note).toContain(`in ${effectiveSample.toLocaleString('en-US')} of 3,000 rounds`)
  })

  it('says how many rounds were clipped', async () => {
    const { estimates, largestWeight } = await valueOn(makeFeedback({ rounds: 2000, rates }), ['ips'], 1.5)
    expect(largestWeight).toBeCloseTo(2.1, 12)
    expect(estimates[0]!.note).toMatch(/rounds weigh more than 1.5 and are clipped/)
    expect(estimates[0]!.value!).toBeLessThan(truth)
  })

  it('chooses λ by SLOPE when there is no clip, and obeys the clip when there is one', async () => {
    const feedback = makeFeedback({ rounds: 2000, rates })
    const own = ['switch-dr', 'dros', 'sg-ips', 'sg-dr']
    const [tuned, bounded] = await Promise.all([valueOn(feedback, own), valueOn(feedback, own, 4)])
    for (const { note } of tuned.estimates) expect(note).toMatch(/λ = .+, chosen by SLOPE\./)
    for (const { note } of bounded.estimates) expect(note ?? '').not.toContain('SLOPE')
  })

  it('says when the log leaves out what the policy shows', async () => {
    const feedback = makeFeedback({ rounds: 3000, rates, logging: [0.6, 0.4, 0] })
    const { estimates } = await valueOn(feedback, ['snips'])
    expect(estimates[0]!.note).toMatch(/mean weight is 0.3 instead of 1: the log leaves out actions/)
  })

  it('gives no interval to a value that is 0 for want of evidence', async () => {
    const feedback = makeFeedback({ rounds: 2000, rates: [0, 0.5] })
    const policy = constantPolicy(Float64Array.of(1, 0))
    const { estimates } = await valuePolicy(feedback, policy, { estimators: ['ips', 'replay'], clip: null }, 7, signal)
    expect(estimates[0]).toMatchObject({ value: 0, low: null, high: null })
    expect(estimates[0]!.note).toContain('for want of evidence')
    expect(estimates[1]!.high!).toBeGreaterThan(0)
  })

  it('is the same for the same seed', async () => {
    const values = await Promise.all([1, 2].map(() => valueOn(makeFeedback({ rounds: 500, rates }))))
    expect(values[0]).toEqual(values[1])
  })

  it('finds the best action by a policy that never saw the rounds it is valued on', async () => {
    const feedback = makeFeedback({ rounds: 4000, rates })
    const config = parseConfiguration('epsilon-greedy', epsilonGreedy.settings, { epsilon: 0.1 })
    const policy = crossFitPolicy(feedback, scaledContexts(feedback), () =>
      epsilonGreedy.policy.create({ arms: 3, features: 0 }, config),
    )
    const { estimates } = await valuePolicy(feedback, policy, { estimators: ['snips'], clip: null }, 7, signal)
    expect(Math.abs(estimates[0]!.value! - (0.9 * 0.6 + 0.1 * (1 / 3)))).toBeLessThan(0.05)
  })

  it.skipIf(!hasReference)(
    'covers the click rate of Thompson sampling from the random log of the women sample (skipped without ../shared/reference/bandits)',
    async () => {
      const log = referenceTable('women.random_log')
      const table = referenceTable('women.bts_action_dist')
      const position = Int32Array.from(log['position']!)
      const feedback: Feedback = {
        log: {
          name: 'women',
          folder: '',
          hash: '',
          rounds: position.length,
          actions: 46,
          positions: 3,
          contextSize: 0,
          actionNames: [],
        },
        columns: {
          action: Int32Array.from(log['item_id']!),
          reward: Float32Array.from(log['click']!),
          propensity: log['pscore']!,
          position,
          context: null,
        },
      }
      const policy = {
        distribution: (round: number, into: Float64Array) => into.set(table[`p_position_${position[round]! + 1}`]!),
        sameAs: (round: number) => position[round]!,
      }
      const { estimates } = await valuePolicy(
        feedback,
        policy,
        { estimators: ['ips', 'snips', 'dr'], clip: null },
        1,
        signal,
      )
      expect(estimates[0]!.value).toBeCloseTo(0.0068134740000000025, 12)
      expect(estimates[1]!.value).toBeCloseTo(0.006810965194592504, 12)
      for (const { low, high } of estimates) {
        expect(low!).toBeLessThan(0.0046)
        expect(high!).toBeGreaterThan(0.0046)
      }
    },
  )
})
