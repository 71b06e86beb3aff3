import { describe, expect, it } from 'vitest'
import { bayesUcb, bayesUcbIndex } from '../../../../main/recommenders/bandits/bayes-ucb.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(bayesUcb)

describe('bayes-ucb', () => {
  behavesLikeRecommender(bayesUcb, { ndcgAt10: [0.17, 0.26], personal: false })

  it('is the quantile in closed form without a success: 1 − N^(−1 / (n + 1))', () => {
    expect(bayesUcbIndex({ mean: 0, variance: 0, plays: 1, rounds: 4, arms: 2 }, 0)).toBeCloseTo(0.5, 12)
    expect(bayesUcbIndex({ mean: 1, variance: 0, plays: 1, rounds: 4, arms: 2 }, 0)).toBeCloseTo(Math.sqrt(0.75), 12)
  })
})
