import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { squareCb } from '../../../../main/recommenders/bandits/square-cb.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(squareCb)

describe('square-cb', () => {
  behavesLikeRecommender(squareCb, { ndcgAt10: [0.4, 0.54], config: { dimensions: 4 } })

  const context = { user: 0, features: Float64Array.of(1, 0) }
  const create = () =>
    squareCb.policy.create(
      { arms: 3, features: 2 },
      parseConfiguration('square-cb', squareCb.settings, { scale: 4, growth: 0.5 }),
    )

  it('gives an arm 1 / (K + γ gap), and the best the rest', () => {
    const policy = create()
    for (let round = 0; round < 4; round++) policy.update(context, 1, 1)
    // γ = 4 · √4 = 8, ŷ = (0, 4 / 5, 0): 1 / (3 + 6.4)
    const into = new Float64Array(3)
    policy.distribution(context, into)
    expect(into[0]).toBeCloseTo(1 / 9.4, 12)
    expect(into[1]).toBeCloseTo(1 - 2 / 9.4, 12)
  })
})
