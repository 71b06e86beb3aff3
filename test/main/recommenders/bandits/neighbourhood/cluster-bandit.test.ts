import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Configuration } from '../../../../../main/contract/settings.ts'
import { clusterBandit } from '../../../../../main/recommenders/bandits/neighbourhood/cluster-bandit.ts'
import { behavesLikePolicy } from '../../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../../conformance/recommender.ts'
import { at, distributionIn, expectedIn } from '../../../../helpers/policies.ts'

behavesLikePolicy(clusterBandit)

describe('cluster-bandit', () => {
  behavesLikeRecommender(clusterBandit, {
    ndcgAt10: [0.41, 0.54],
    config: { dimensions: 4, clusters: 4 },
    personal: false,
  })

  const create = (given: Configuration = {}, arms = 2, features = 1) =>
    clusterBandit.policy.create({ arms, features }, parseConfiguration('cluster-bandit', clusterBandit.settings, given))

  it('learns apart in groups of like contexts, formed of the rounds so far', () => {
    const policy = create({ clusters: 2, warmUp: 8 })
    const teach = (x: number, arm: number, reward: number) => policy.update(at(x), arm, reward)
    for (const x of [0, 1]) for (const arm of [0, 1]) teach(x, arm, arm === 0 ? 1 : 0)
    // one group as yet
    expect(expectedIn(policy, at(10))).toEqual([1, 0])
    for (const x of [10, 11]) for (const arm of [0, 1]) teach(x, arm, arm === 0 ? 0 : 1)
    // μ = (0.5, 10.5)
    expect(expectedIn(policy, at(5.4))).toEqual([1, 0])
    expect(expectedIn(policy, at(5.6))).toEqual([0, 1])
    teach(12, 1, 0)
    expect(expectedIn(policy, at(10))).toEqual([0, 2 / 3])
    expect(expectedIn(policy, at(0))).toEqual([1, 0])
    expect(distributionIn(policy, at(0))[1]).toBeCloseTo(0.05, 12)
  })

  it('forgets what was before its memory when groups are formed anew', () => {
    const policy = create({ clusters: 1, warmUp: 4, memory: 2 })
    for (const reward of [1, 1, 0, 0]) policy.update(at(0), 0, reward)
    expect(expectedIn(policy, at(0))).toEqual([0, 0])
  })
})
