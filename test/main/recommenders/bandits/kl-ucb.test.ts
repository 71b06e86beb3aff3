import { describe, expect, it } from 'vitest'
import { klUcb, klUcbIndex } from '../../../../main/recommenders/bandits/kl-ucb.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(klUcb)

describe('kl-ucb', () => {
  behavesLikeRecommender(klUcb, { ndcgAt10: [0.17, 0.26], personal: false })

  it('solves n · kl(0, q) = ln N in closed form at mean 0: q = 1 − N^(−1 / n)', () => {
    const arm = { mean: 0, plays: 4, rounds: 16 }
    expect(klUcbIndex(arm, 0)).toBeCloseTo(0.5, 14)
  })

  it('is the mean where the bound is not above 0', () => {
    expect(klUcbIndex({ mean: 0.3, plays: 1, rounds: 1 }, 3)).toBe(0.3)
    expect(klUcbIndex({ mean: 1, plays: 1, rounds: 50 }, 0)).toBe(1)
  })
})
