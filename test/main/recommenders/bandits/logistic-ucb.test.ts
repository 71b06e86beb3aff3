import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { Random } from '../../../../main/math/random.ts'
import { logisticUcb } from '../../../../main/recommenders/bandits/logistic-ucb.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(logisticUcb)

describe('logistic-ucb', () => {
  behavesLikeRecommender(logisticUcb, { ndcgAt10: [0.4, 0.54], config: { dimensions: 4 } })

  const context = { user: 0, features: Float64Array.of(1) }
  const create = (given: Record<string, number | string>) =>
    logisticUcb.policy.create({ arms: 2, features: 1 }, parseConfiguration('logistic-ucb', logisticUcb.settings, given))

  it('expects σ(b + βᵀx), of an arm never shown the share given in advance', () => {
    const policy = create({ priorReward: 0.2 })
    policy.update(context, 1, 0)
    const expected = new Float64Array(2)
    policy.expected(context, expected)
    expect(expected[0]).toBeCloseTo(0.2, 12)
    // b = ln ¼ and the mode is β = −σ(b + β), so that p = σ(b − p)
    const p = expected[1]!
    expect(p).toBeCloseTo(1 / (1 + 4 * Math.exp(p)), 12)
  })

  it('shows the arm with the largest βᵀx + α √(xᵀH⁻¹x)', () => {
    // after a success of arm 0: 0.40106 + α 0.89796, arm 1: 0 + α
    for (const [exploration, arm] of [
      [3.9, 0],
      [4, 1],
    ] as const) {
      const policy = create({ exploration })
      policy.update(context, 0, 1)
      expect(policy.select(context, new Random(1))).toBe(arm)
    }
  })
})
