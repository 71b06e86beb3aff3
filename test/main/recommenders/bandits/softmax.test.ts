import { describe, expect, it } from 'vitest'
import { boltzmann, softmax } from '../../../../main/recommenders/bandits/softmax.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(softmax)

describe('softmax', () => {
  behavesLikeRecommender(softmax, { ndcgAt10: [0.17, 0.26], personal: false })

  it('shows arms in proportion to exp(mean / τ)', () => {
    const into = new Float64Array(2)
    boltzmann(Float64Array.of(0, Math.log(3)), 1, into)
    expect(into[0]).toBeCloseTo(0.25, 14)
    expect(into[1]).toBeCloseTo(0.75, 14)
  })
})
