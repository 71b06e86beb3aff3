import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { logisticTs } from '../../../../main/recommenders/bandits/logistic-ts.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(logisticTs)

describe('logistic-ts', () => {
  behavesLikeRecommender(logisticTs, { ndcgAt10: [0.4, 0.54], config: { dimensions: 4 } })

  const sharesOf = (given: Record<string, number | string>) => {
    const config = parseConfiguration('logistic-ts', logisticTs.settings, given)
    const policy = logisticTs.policy.create({ arms: 2, features: 2 }, config)
    policy.update({ user: 0, features: Float64Array.of(1, 1) }, 0, 1)
    const into = new Float64Array(2)
    policy.distribution({ user: 0, features: Float64Array.of(1, 0) }, into)
    return into
  }

  it('shows each arm as often as its draw is the largest', () => {
    // s = 1 − σ(2s): s = 0.33742, β = (s, s), c = s (1 − s) = 0.22357, H⁻¹ = I − c / (1 + 2c) · 11ᵀ: variance 1 − 0.15449 = 0.84551
    // P(N(0.33742, 0.84551) > N(0, 1)) = Φ(0.33742 / √1.84551) = Φ(0.24837) = 0.59808
    expect(sharesOf({ exploration: 1 })[0]).toBeCloseTo(0.59808, 4)
  })

  it('knows only the diagonal of H on request', () => {
    // variance 1 / (1 + c) = 0.81728: Φ(0.33742 / √1.81728) = Φ(0.25030) = 0.59882
    expect(sharesOf({ exploration: 1, covariance: 'diagonal' })[0]).toBeCloseTo(0.59882, 4)
  })
})
