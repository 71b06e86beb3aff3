import { describe, expect, it } from 'vitest'
import { Random } from '../../../../main/math/random.ts'
import { epsilonGreedy } from '../../../../main/recommenders/bandits/epsilon-greedy.ts'
import { linucb } from '../../../../main/recommenders/bandits/linucb.ts'
import { thompson } from '../../../../main/recommenders/bandits/thompson.ts'
import { ucb1 } from '../../../../main/recommenders/bandits/ucb1.ts'
import type { AnyPolicyRecommender } from '../../../../main/recommenders/policy.ts'
import { hasReference, referenceRows, referenceTable } from '../../../helpers/bandit-reference.ts'
import { binaryRewards, totalReward, traceArms, traceOf } from '../../../helpers/policy-trace.ts'

const every = Array.from({ length: traceArms }, (_, arm) => arm)
const greedy = { epsilon: 0 }
const lin = (exploration: number, regularization: number) => ({ exploration, regularization })

/** Column of the stored traces, policy, settings, rewards, first arms, batch. */
const traces: readonly [string, AnyPolicyRecommender, Record<string, number>, 'bin' | 'real', number[], number?][] = [
  ['ucb1-a0.25-bin', ucb1, { exploration: 0.25 }, 'bin', every],
  ['ucb1-a1.0-bin', ucb1, { exploration: 1 }, 'bin', []],
  ['ucb1-a2.0-bin', ucb1, { exploration: 2 }, 'bin', every],
  ['ucb1-a1.0-real', ucb1, { exploration: 1 }, 'real', every],
  ['greedy-bin', epsilonGreedy, greedy, 'bin', every],
  ['greedy-real', epsilonGreedy, greedy, 'real', every],
  ['linucb-a1.0-l1.0-bin', linucb, lin(1, 1), 'bin', every],
  ['linucb-a0.5-l1.0-bin', linucb, lin(0.5, 1), 'bin', every],
  ['linucb-a1.0-l0.1-bin', linucb, lin(1, 0.1), 'bin', every],
  ['linucb-a1.0-l10.0-bin', linucb, lin(1, 10), 'bin', every],
  ['linucb-a1.0-l1.0-real', linucb, lin(1, 1), 'real', every],
  ['linucb-a1.0-l1.0-bin-cold', linucb, lin(1, 1), 'bin', [0]],
  ['textbook-linucb-a1.0-l1.0-bin-cold', linucb, lin(1, 1), 'bin', [0]],
  ['textbook-linucb-a1.0-l4.0-bin-cold', linucb, lin(1, 4), 'bin', [0]],
  ['textbook-linucb-a1.0-l1.0-bin-none', linucb, lin(1, 1), 'bin', []],
  ['lingreedy-l1.0-bin', linucb, lin(0, 1), 'bin', every],
  ['lingreedy-l1.0-real', linucb, lin(0, 1), 'real', every],
  ['linucb-batch50', linucb, lin(1, 1), 'bin', [...every, ...every, ...every, ...every, ...every], 50],
]

describe.skipIf(!hasReference)('the stored traces (skipped without ../shared/reference/bandits)', () => {
  it.each(traces)(
    '%s: chooses the same arm in all 2,000 rounds',
    (name, policy, settings, rewards, first, batch = 1) => {
      const expected = referenceTable('tab1.traces')[name]!
      const arms = traceOf(policy, { settings, rewards, first, batch, random: new Random(name) })
      expect(Array.from(arms)).toEqual(Array.from(expected))
    },
  )

  it.each([
    ['tab1.band.eps-greedy-0.1', epsilonGreedy, { epsilon: 0.1 }],
    ['tab1.band.eps-greedy-0.3', epsilonGreedy, { epsilon: 0.3 }],
    ['tab1.band.random', epsilonGreedy, { epsilon: 1 }],
    ['tab1.band.thompson-beta', thompson, {}],
  ] as const)('%s: the mean reward over 50 seeds lies in the band', (id, policy: AnyPolicyRecommender, settings) => {
    const { value, tolerance } = referenceRows('policies.json').get(id)!
    const rewards = binaryRewards()
    let total = 0
    for (let seed = 0; seed < 50; seed++) {
      const trace = { settings: settings as Record<string, number>, rewards: 'bin', first: every } as const
      total += totalReward(traceOf(policy, { ...trace, random: new Random(seed) }), rewards)
    }
    expect(Math.abs(total / 50 - (value as { mean: number }).mean)).toBeLessThan(tolerance.mean_abs!)
  })
})
