import { describe, expect, it } from 'vitest'
import { moss, mossIndex } from '../../../../main/recommenders/bandits/moss.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(moss)

describe('moss', () => {
  behavesLikeRecommender(moss, { ndcgAt10: [0.17, 0.26], personal: false })

  it('adds √(ln(T / (K n)) / n) to the mean', () => {
    // ln(1000 / 50) / 10 = 0.2995732
    expect(mossIndex({ mean: 0.25, variance: 0, plays: 10, rounds: 90, arms: 5 }, 1000)).toBeCloseTo(0.7973328, 6)
  })

  it('adds nothing to an arm that had its share of the rounds', () => {
    expect(mossIndex({ mean: 0.25, variance: 0, plays: 200, rounds: 900, arms: 5 }, 1000)).toBe(0.25)
  })
})
