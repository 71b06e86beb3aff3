import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { bootstrappedTs } from '../../../../main/recommenders/bandits/bootstrapped-ts.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(bootstrappedTs)

describe('bootstrapped-ts', () => {
  behavesLikeRecommender(bootstrappedTs, { ndcgAt10: [0.4, 0.54], config: { dimensions: 4, replicates: 4 } })

  const context = { user: 0, features: Float64Array.of(1) }
  const create = (given: Record<string, number | string>) =>
    bootstrappedTs.policy.create(
      { arms: 2, features: 1 },
      parseConfiguration('bootstrapped-ts', bootstrappedTs.settings, given),
    )
  const ask = (policy: ReturnType<typeof create>, what: 'distribution' | 'expected') => {
    const into = new Float64Array(2)
    policy[what](context, into)
    return into
  }

  it('counts a round a Poisson number of times: E[w / (1 + w)] = 1 / e', () => {
    const policy = create({ replicates: 1000, prior: 0 })
    policy.update(context, 1, 1)
    expect(Math.abs(ask(policy, 'expected')[1]! - 1 / Math.E)).toBeLessThan(0.03)
  })

  it('counts a round never or twice on request: ½ · 2 / 3', () => {
    const policy = create({ replicates: 1000, prior: 0, weights: 'double' })
    policy.update(context, 1, 1)
    expect(Math.abs(ask(policy, 'expected')[1]! - 1 / 3)).toBeLessThan(0.03)
  })

  it('shows an arm with the share of the replicates that choose it: those that never counted its reward choose the first', () => {
    const policy = create({ replicates: 1000, prior: 0 })
    policy.update(context, 1, 1)
    // P(w > 0) = 1 − 1 / e
    expect(Math.abs(ask(policy, 'distribution')[1]! - (1 - 1 / Math.E))).toBeLessThan(0.05)
  })

  it('starts from weights of the prior belief, and so shows arms never shown alike', () => {
    const policy = create({ replicates: 1000, prior: 2 })
    expect(Math.abs(ask(policy, 'distribution')[0]! - 0.5)).toBeLessThan(0.06)
    expect(Math.abs(ask(policy, 'expected')[0]!)).toBeLessThan(0.25)
    // N(0, 2²) pulled to the reward 3 by weights w: E[3 w / (1 + w)] = 3 / e
    policy.update(context, 0, 3)
    expect(Math.abs(ask(policy, 'expected')[0]! - 3 / Math.E)).toBeLessThan(0.25)
  })
})
