import { describe, expect, it } from 'vitest'
import { ucbTuned, ucbTunedIndex } from '../../../../main/recommenders/bandits/ucb-tuned.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(ucbTuned)

describe('ucb-tuned', () => {
  behavesLikeRecommender(ucbTuned, { ndcgAt10: [0.17, 0.26], personal: false })

  it('adds √(ln N / n · min(1/4, V + √(2 ln N / n))) to the mean', () => {
    // ln 1000 / 100 = 0.0690776, √(2 · 0.0690776) = 0.371692, so 1/4 is the smaller: 0.1 + √(0.0690776 / 4)
    expect(ucbTunedIndex({ mean: 0.1, variance: 0.09, plays: 100, rounds: 1000, arms: 7 })).toBeCloseTo(0.2314131, 6)
    // ln 100 / 10000 = 0.000460517, V + √(2 · 0.000460517) = 0.01 + 0.0303485 = 0.0403485: 0.5 + √(0.000460517 · 0.0403485)
    expect(ucbTunedIndex({ mean: 0.5, variance: 0.01, plays: 10000, rounds: 100, arms: 7 })).toBeCloseTo(0.5043106, 6)
  })
})
