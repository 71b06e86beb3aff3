import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { Random } from '../../../../main/math/random.ts'
import { epsilonGreedy } from '../../../../main/recommenders/bandits/epsilon-greedy.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(epsilonGreedy)

describe('epsilon-greedy', () => {
  behavesLikeRecommender(epsilonGreedy, { ndcgAt10: [0.17, 0.26], personal: false })

  const create = (epsilon: number) =>
    epsilonGreedy.policy.create(
      { arms: 4, features: 0 },
      parseConfiguration('epsilon-greedy', epsilonGreedy.settings, { epsilon }),
    )

  it('gives the best arm 1 − ε + ε / K and every other ε / K', () => {
    const policy = create(0.2)
    policy.update(anybody, 2, 1)
    const distribution = new Float64Array(4)
    policy.distribution(anybody, distribution)
    expect(Array.from(distribution, (p) => +p.toFixed(12))).toEqual([0.05, 0.05, 0.85, 0.05])
  })

  it('breaks ties by the lowest arm', () => {
    const policy = create(0)
    policy.update(anybody, 3, 1)
    policy.update(anybody, 1, 1)
    expect(policy.select(anybody, new Random(1))).toBe(1)
  })

  it('expects the mean reward, and 0 of an arm never played', () => {
    const policy = create(0.1)
    for (const reward of [1, 0, 0, 1]) policy.update(anybody, 0, reward)
    const expected = new Float64Array(4)
    policy.expected(anybody, expected)
    expect([...expected]).toEqual([0.5, 0, 0, 0])
  })

  it('explores with ε / (1 + δ N) after N rounds', () => {
    const settings = parseConfiguration('epsilon-greedy', epsilonGreedy.settings, { epsilon: 0.5, decay: 1 })
    const policy = epsilonGreedy.policy.create({ arms: 2, features: 0 }, settings)
    for (let round = 0; round < 4; round++) policy.update(anybody, 1, 1)
    // ε = 0.5 / 5 = 0.1, half of it for arm 0
    const into = new Float64Array(2)
    policy.distribution(anybody, into)
    expect(into[0]).toBeCloseTo(0.05, 14)
  })
})
