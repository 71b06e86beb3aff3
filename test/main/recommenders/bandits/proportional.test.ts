import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { proportional } from '../../../../main/recommenders/bandits/proportional.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(proportional, { best: 280 })

describe('proportional', () => {
  behavesLikeRecommender(proportional, { ndcgAt10: [0.17, 0.26], personal: false })

  const create = (given: Record<string, number | string>) =>
    proportional.policy.create(
      { arms: 3, features: 0 },
      parseConfiguration('proportional', proportional.settings, given),
    )
  const sharesOf = (policy: ReturnType<typeof create>) => {
    const into = new Float64Array(3)
    policy.distribution(anybody, into)
    return [...into]
  }

  it('shows arms in proportion to (s + c) / (n + 2c)', () => {
    const policy = create({ prior: 1 })
    for (const reward of [1, 1]) policy.update(anybody, 0, reward)
    for (const reward of [0, 0]) policy.update(anybody, 1, reward)
    // 3 / 4, 1 / 4, 1 / 2
    expect(sharesOf(policy)).toEqual([0.5, 1 / 6, 1 / 3])
  })

  it('shows all alike while none paid, and never an arm that lost', () => {
    const policy = create({ prior: 0 })
    expect(sharesOf(policy)).toEqual([1 / 3, 1 / 3, 1 / 3])
    policy.update(anybody, 0, 1)
    policy.update(anybody, 1, -2)
    expect(sharesOf(policy)).toEqual([1, 0, 0])
  })

  it('lets the weight of an arm grow by being shown as mabwiser does on request', () => {
    const policy = create({ prior: 0, draw: 'mabwiser' })
    policy.update(anybody, 0, 1)
    policy.update(anybody, 1, 1)
    // weights ½, ½, 0; arm 1 learns again: ½ : 1, divided by 3 / 2
    policy.update(anybody, 1, 1)
    policy.update(anybody, 2, 0)
    const [first, second, third] = sharesOf(policy)
    expect(third).toBe(0)
    // P(Beta(⅔, ⅓) > ½), not ⅔ itself
    expect(second).toBeCloseTo(0.69108, 4)
    expect(first! + second!).toBeCloseTo(1, 12)
  })
})
