import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { linGreedy } from '../../../../main/recommenders/bandits/lin-greedy.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(linGreedy)

describe('lin-greedy', () => {
  behavesLikeRecommender(linGreedy, { ndcgAt10: [0.4, 0.54], config: { dimensions: 4 } })

  const context = { user: 0, features: Float64Array.of(1, 0) }
  const create = () =>
    linGreedy.policy.create(
      { arms: 3, features: 2 },
      parseConfiguration('lin-greedy', linGreedy.settings, { epsilon: 0.3 }),
    )

  it('gives the best arm here 1 − ε + ε / K and every other ε / K', () => {
    const policy = create()
    policy.update(context, 1, 1)
    const into = new Float64Array(3)
    policy.distribution(context, into)
    expect(Array.from(into, (p) => +p.toFixed(12))).toEqual([0.1, 0.8, 0.1])
    policy.distribution({ user: 0, features: Float64Array.of(-1, 0) }, into)
    expect(into[0]).toBeCloseTo(0.8, 12)
  })
})
