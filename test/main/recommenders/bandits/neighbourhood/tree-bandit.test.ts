import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Configuration } from '../../../../../main/contract/settings.ts'
import { treeBandit } from '../../../../../main/recommenders/bandits/neighbourhood/tree-bandit.ts'
import { behavesLikePolicy } from '../../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../../conformance/recommender.ts'
import { at, distributionIn, expectedIn } from '../../../../helpers/policies.ts'

behavesLikePolicy(treeBandit)

describe('tree-bandit', () => {
  behavesLikeRecommender(treeBandit, {
    ndcgAt10: [0.36, 0.5],
    config: { dimensions: 4 },
    boardConfig: { dimensions: 1, leaf: 2, warmUp: 8, depth: 1 },
  })

  const create = (given: Configuration = {}, arms = 2, features = 1) =>
    treeBandit.policy.create({ arms, features }, parseConfiguration('tree-bandit', treeBandit.settings, given))

  it('expects of an arm what it paid in the leaf of its tree', () => {
    const policy = create({ warmUp: 8, leaf: 2, depth: 1 })
    for (const x of [0, 1, 2, 3, 6, 7, 8]) policy.update(at(x), 1, x < 5 ? 1 : 0)
    // a single leaf as yet: 4 of 7
    expect(expectedIn(policy, at(0))).toEqual([0, 4 / 7])
    policy.update(at(9), 1, 0)
    // one question, x ≤ 4.5
    expect(expectedIn(policy, at(4.4))).toEqual([0, 1])
    expect(expectedIn(policy, at(4.6))).toEqual([0, 0])
    policy.update(at(5), 1, 1)
    expect(expectedIn(policy, at(6))).toEqual([0, 1 / 5])
  })

  it('chooses by the leaves of all arms', () => {
    const policy = create({ warmUp: 4, leaf: 2, depth: 1, exploration: 0.2 })
    for (const x of [0, 1, 2, 3]) for (const arm of [0, 1]) policy.update(at(x), arm, x < 2 === (arm === 0) ? 1 : 0)
    expect(distributionIn(policy, at(0))).toEqual([0.9, 0.1])
    expect(distributionIn(policy, at(3))).toEqual([0.1, 0.9])
  })
})
