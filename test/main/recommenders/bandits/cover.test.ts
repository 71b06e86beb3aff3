import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { cover } from '../../../../main/recommenders/bandits/cover.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(cover)

describe('cover', () => {
  behavesLikeRecommender(cover, { ndcgAt10: [0.4, 0.54], config: { dimensions: 4, members: 2, negatives: 2 } })

  const context = { user: 0, features: Float64Array.of(1) }
  const create = (given: Record<string, number | string | boolean>) =>
    cover.policy.create({ arms: 2, features: 1 }, parseConfiguration('cover', cover.settings, { members: 2, ...given }))
  const sharesOf = (policy: ReturnType<typeof create>) => {
    const into = new Float64Array(2)
    policy.distribution(context, into)
    return into
  }

  it('shows all arms alike in the first K rounds, then each at least with 1 / √(K t)', () => {
    const policy = create({ diversity: 0.5 })
    expect([...sharesOf(policy)]).toEqual([0.5, 0.5])
    policy.update(context, 1, 1)
    expect(sharesOf(policy)[0]).toBeCloseTo(0.5, 12)
    // h = (0, ½), r̂ = (0, −½), gain ⅓: the first member has (0, ½), the second (⅓, ⅚)
    policy.update(context, 1, 0)
    expect(sharesOf(policy)[0]).toBeCloseTo(1 / Math.sqrt(6), 12)
  })

  it('pays the second member for what the first leaves out: ψ ε / (ε + (1 − K ε) q)', () => {
    const policy = create({ diversity: 10 })
    for (const reward of [1, 0, 0]) policy.update(context, 1, reward)
    // ε = 1 / √6 in round 3, π = 0.592, h = ⅓: r̂ = (0, −0.230); the first member has (0, 0.318).
    // The second had (6.667, 7.167) and learns (10, 6.669) by ¼: (7.5, 7.042), so that it chooses the other arm.
    expect(sharesOf(policy)[0]).toBeCloseTo(0.5, 12)
    const alone = create({ diversity: 0 })
    for (const reward of [1, 0, 0]) alone.update(context, 1, reward)
    expect(sharesOf(alone)[0]).toBeCloseTo(1 / Math.sqrt(8), 12)
  })

  it('divides by no less than ε where an arm has no chance without `uniform`', () => {
    const policy = create({ uniform: false, members: 1 })
    expect([...sharesOf(policy)]).toEqual([1, 0])
    // r̂ = (0, 1 / ½), gain ½
    policy.update(context, 1, 1)
    expect([...sharesOf(policy)]).toEqual([0, 1])
  })

  it('expects what the regression of an arm does, and learns that alone on request', () => {
    const policy = create({ estimate: 'direct', members: 1 })
    policy.update(context, 1, 1)
    policy.update(context, 1, 1)
    const into = new Float64Array(2)
    policy.expected(context, into)
    expect(into[1]).toBeCloseTo(2 / 3, 12)
    // in round 1 it learned 0, in round 2 ½: it chooses arm 1
    expect(sharesOf(policy)[1]).toBeCloseTo(1 - 1 / Math.sqrt(6), 12)
  })
})
