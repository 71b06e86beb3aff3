import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import type { Environment } from '../../../../main/evaluation/policies/environment.ts'
import { simulate } from '../../../../main/evaluation/policies/simulate.ts'
import { ScoredPolicy } from '../../../../main/recommenders/bandits/scored-policy.ts'
import { thompson } from '../../../../main/recommenders/bandits/thompson.ts'

/** Two visitors who like opposite arms. */
const world: Environment = {
  visitors: 2,
  arms: 2,
  features: 0,
  users: Int32Array.of(4, 9),
  items: Int32Array.of(0, 1),
  contextOf: (visitor) => ({ user: visitor, features: new Float64Array(0) }),
  probabilities: (visitor) => (visitor === 0 ? Float64Array.of(0.8, 0.2) : Float64Array.of(0.1, 0.4)),
  description: 'by hand',
}
const plan = { rounds: 1000, repeats: 4, seed: 3 }
const watch = { signal: new AbortController().signal, progress: () => undefined }
const greedy = (scores: readonly number[], rowOf = (user: number) => user) =>
  new ScoredPolicy(Float32Array.from(scores), 2, { kind: 'greedy' }, rowOf)

describe('simulation', () => {
  it('gives no regret to a policy that shows each visitor the best arm', async () => {
    const { regret, high, meanReward } = await simulate(world, () => greedy([1, 0, 0, 1]), plan, watch)
    expect(Math.max(...regret, ...high)).toBe(0)
    expect(meanReward).toBeCloseTo(0.6, 1)
  })

  it('adds up what a policy that always shows arm 0 gives away: 0 or 0.3 a round', async () => {
    const { regret, rounds } = await simulate(world, () => greedy([1, 0, 1, 0]), plan, watch)
    expect(rounds).toHaveLength(50)
    expect(rounds.at(-1)).toBe(1000)
    expect(Math.abs(regret.at(-1)! - 150)).toBeLessThan(15)
    expect(regret.every((value, i) => i === 0 || value >= regret[i - 1]!)).toBe(true)
  })

  it('brings the same visitors and luck to every policy', async () => {
    const rewards = await Promise.all(
      [1, 2].map(() => simulate(world, () => greedy([1, 0, 0, 1]), plan, watch).then(({ reward }) => reward)),
    )
    expect(rewards[0]).toEqual(rewards[1])
  })

  it('lets a bandit learn', async () => {
    const config = parseConfiguration('thompson', thompson.settings)
    const create = () => thompson.policy.create({ arms: 2, features: 0 }, config)
    const { meanReward, low, regret, high } = await simulate(world, create, plan, watch)
    // always arm 0 pays 0.45, always arm 1 pays 0.3
    expect(meanReward).toBeGreaterThan(0.38)
    regret.forEach((value, i) => {
      expect(low[i]!).toBeLessThanOrEqual(value)
      expect(high[i]!).toBeGreaterThanOrEqual(value)
    })
  })

  it('has no band with one repeat', async () => {
    const { low, high, regret } = await simulate(world, () => greedy([1, 0, 1, 0]), { ...plan, repeats: 1 }, watch)
    expect(low).toEqual(regret)
    expect(high).toEqual(regret)
  })

  it('shows every round when there are few', async () => {
    const { rounds } = await simulate(world, () => greedy([1, 0, 1, 0]), { ...plan, rounds: 3 }, watch)
    expect(rounds).toEqual([1, 2, 3])
  })

  it('stops when it is cancelled', async () => {
    const cancelled = { ...watch, signal: AbortSignal.abort(new Error('cancelled')) }
    await expect(simulate(world, () => greedy([1, 0, 1, 0]), plan, cancelled)).rejects.toThrow('cancelled')
  })
})
