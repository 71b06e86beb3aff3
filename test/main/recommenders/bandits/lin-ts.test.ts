import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { linTs } from '../../../../main/recommenders/bandits/lin-ts.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(linTs)

describe('lin-ts', () => {
  behavesLikeRecommender(linTs, { ndcgAt10: [0.4, 0.54], config: { dimensions: 4 } })

  const context = { user: 0, features: Float64Array.of(1, 0) }
  const create = () =>
    linTs.policy.create({ arms: 3, features: 2 }, parseConfiguration('lin-ts', linTs.settings, { exploration: 2 }))

  it('shows each arm as often as its normal draw is the largest', () => {
    const policy = create()
    for (let round = 0; round < 3; round++) policy.update(context, 0, -8)
    policy.update(context, 2, 2)
    // arm 0: N(−6, 1), arm 1: N(0, 4), arm 2: N(1, 2); arm 0 hardly ever: P(2 > 1) = Φ(1 / √6) = 0.6585
    const into = new Float64Array(3)
    policy.distribution(context, into)
    expect(into[2]).toBeCloseTo(0.6585, 3)
    expect(into[0]).toBeLessThan(1e-3)
  })
})
