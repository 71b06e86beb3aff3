import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { Random } from '../../../../main/math/random.ts'
import { thompson } from '../../../../main/recommenders/bandits/thompson.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(thompson)

describe('thompson', () => {
  behavesLikeRecommender(thompson, { ndcgAt10: [0.17, 0.26], personal: false })

  const create = () => thompson.policy.create({ arms: 2, features: 0 }, parseConfiguration('t', thompson.settings))

  it('expects the posterior mean (1 + successes) / (2 + rounds)', () => {
    const policy = create()
    for (const reward of [1, 0, 1]) policy.update(anybody, 1, reward)
    const expected = new Float64Array(2)
    policy.expected(anybody, expected)
    expect([...expected]).toEqual([0.5, 0.6])
  })

  it('counts a fractional reward as that share of a success', () => {
    const policy = create()
    policy.update(anybody, 0, 0.25)
    const expected = new Float64Array(2)
    policy.expected(anybody, expected)
    expect(expected[0]).toBeCloseTo(1.25 / 3, 12)
  })

  it('draws differently from different seeds', () => {
    const policy = create()
    const arms = Array.from({ length: 40 }, (_, seed) => policy.select(anybody, new Random(seed)))
    expect(new Set(arms).size).toBe(2)
  })
})
