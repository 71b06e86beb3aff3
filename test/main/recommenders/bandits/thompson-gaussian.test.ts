import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { thompsonGaussian } from '../../../../main/recommenders/bandits/thompson-gaussian.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(thompsonGaussian)

describe('thompson-gaussian', () => {
  behavesLikeRecommender(thompsonGaussian, { ndcgAt10: [0.17, 0.26], personal: false })

  const create = (settings: Record<string, number>) =>
    thompsonGaussian.policy.create(
      { arms: 2, features: 0 },
      parseConfiguration('thompson-gaussian', thompsonGaussian.settings, settings),
    )

  it('expects s / (n + 1) with the prior of the paper', () => {
    const policy = create({})
    for (const reward of [5, 4]) policy.update(anybody, 1, reward)
    const into = new Float64Array(2)
    policy.expected(anybody, into)
    expect([...into]).toEqual([0, 3])
  })

  it('weighs the prior by how much it and the rewards scatter', () => {
    const policy = create({ priorMean: 2, priorDeviation: 0.5, noise: 1 })
    policy.update(anybody, 0, 7)
    // precision 4 + 1, mean (8 + 7) / 5
    const into = new Float64Array(2)
    policy.expected(anybody, into)
    expect([...into]).toEqual([3, 2])
    // N(3, 1/5) above N(2, 1/4): Φ(1 / √0.45) = 0.932
    policy.distribution(anybody, into)
    expect(into[0]).toBeCloseTo(0.932, 3)
  })
})
