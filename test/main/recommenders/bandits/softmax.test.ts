import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { Random } from '../../../../main/math/random.ts'
import { boltzmann, softmax } from '../../../../main/recommenders/bandits/softmax.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'
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

  it('draws the largest of a Dirichlet draw on request, as mabwiser does', () => {
    const config = parseConfiguration('softmax', softmax.settings, { temperature: 1, draw: 'mabwiser' })
    const policy = softmax.policy.create({ arms: 2, features: 0 }, config)
    for (let n = 0; n < 3; n++) policy.update(anybody, 1, Math.log(3))
    const into = new Float64Array(2)
    policy.distribution(anybody, into)
    // P(Beta(¾, ¼) > ½), not ¾
    expect(into[1]).toBeCloseTo(0.78055, 5)
    const random = new Random('largest')
    const shown = Array.from({ length: 20_000 }, () => policy.select(anybody, random))
    expect(Math.abs(shown.filter((arm) => arm === 1).length / 20_000 - into[1]!)).toBeLessThan(0.015)
  })
})
