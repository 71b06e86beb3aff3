import { describe, expect, it } from 'vitest'
import { ucbV, ucbVIndex } from '../../../../main/recommenders/bandits/ucb-v.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(ucbV)

describe('ucb-v', () => {
  behavesLikeRecommender(ucbV, { ndcgAt10: [0.17, 0.26], personal: false })

  it('adds √(2 V ln N / n) + 3 ln N / n to the mean', () => {
    // ln 1000 / 100 = 0.0690776: 0.5 + √(2 · 0.25 · 0.0690776) + 0.2072327
    expect(ucbVIndex({ mean: 0.5, variance: 0.25, plays: 100, rounds: 1000, arms: 7 }, 1)).toBeCloseTo(0.893079, 5)
  })
})
