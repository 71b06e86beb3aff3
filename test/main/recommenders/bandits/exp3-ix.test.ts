import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'
import { exp3Ix } from '../../../../main/recommenders/bandits/exp3-ix.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(exp3Ix)

describe('exp3-ix', () => {
  behavesLikeRecommender(exp3Ix, { ndcgAt10: [0.17, 0.26], personal: false })

  it('adds (1 − r) / (π + γ) to the loss of an arm', () => {
    const settings = parseConfiguration('exp3-ix', exp3Ix.settings, { eta: 1, gamma: 0.5 })
    const policy = exp3Ix.policy.create({ arms: 2, features: 0 }, settings)
    policy.update(anybody, 0, 0)
    // L = (1, 0): π(0) = e^−1 / (e^−1 + 1)
    const into = new Float64Array(2)
    policy.distribution(anybody, into)
    expect(into[0]).toBeCloseTo(1 / (1 + Math.E), 14)
  })
})
