import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'
import { exp3 } from '../../../../main/recommenders/bandits/exp3.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(exp3)

describe('exp3', () => {
  behavesLikeRecommender(exp3, { ndcgAt10: [0.17, 0.26], personal: false })

  it('multiplies the weight of a paying arm by exp(γ r / (π K))', () => {
    const policy = exp3.policy.create(
      { arms: 2, features: 0 },
      parseConfiguration('exp3', exp3.settings, { gamma: 0.5 }),
    )
    policy.update(anybody, 1, 1)
    // w = (1, e^0.5): 0.5 · 0.377541 + 0.25
    const into = new Float64Array(2)
    policy.distribution(anybody, into)
    expect(into[0]).toBeCloseTo(0.5 / (1 + Math.exp(0.5)) + 0.25, 14)
  })
})
