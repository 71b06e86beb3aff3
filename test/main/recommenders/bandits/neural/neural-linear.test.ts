import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Configuration } from '../../../../../main/contract/settings.ts'
import { Random } from '../../../../../main/math/random.ts'
import { neuralLinear } from '../../../../../main/recommenders/bandits/neural/neural-linear.ts'
import { behavesLikePolicy } from '../../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../../conformance/recommender.ts'
import { at, distributionIn, expectedIn } from '../../../../helpers/policies.ts'

behavesLikePolicy(neuralLinear)

describe('neural-linear', () => {
  behavesLikeRecommender(neuralLinear, {
    ndcgAt10: [0.27, 0.42],
    config: { dimensions: 4, memory: 2000, epochs: 3, layers: [8] },
    boardConfig: { dimensions: 1, negatives: 8, epochs: 50 },
  })

  const create = (given: Configuration = {}, features = 2) =>
    neuralLinear.policy.create({ arms: 2, features }, parseConfiguration('n', neuralLinear.settings, given))

  it('is linear Thompson sampling on (1, x) without hidden layers', () => {
    const policy = create({ layers: [], regularization: 1, exploration: 2 }, 1)
    policy.update(at(1), 1, 3)
    // A = I + (1, 1)(1, 1)ᵀ, β = (1, 1), zᵀA⁻¹z = 2 / 3 at x = 1; arm 0: N(0, 8), arm 1: N(2, 8 / 3)
    expect(expectedIn(policy, at(1))[1]).toBeCloseTo(2, 12)
    // P(arm 1 largest) = Φ(2 / √(8 + 8 / 3)) = Φ(0.6124)
    expect(distributionIn(policy, at(1))[1]).toBeCloseTo(0.7299, 3)
  })

  it('learns rewards that no linear model of the context can tell', () => {
    const policy = create({ layers: [16], warmUp: 200 })
    const random = new Random('either or')
    // arm 0 pays where both features have the same sign, arm 1 where they differ
    for (let round = 0; round < 1600; round++) {
      const context = at(random.uniform() < 0.5 ? -1 : 1, random.uniform() < 0.5 ? -1 : 1)
      const same = context.features[0] === context.features[1]
      policy.update(context, round % 2, same === (round % 2 === 0) ? 1 : 0)
    }
    for (const [x, y] of [
      [1, 1],
      [-1, -1],
      [1, -1],
      [-1, 1],
    ] as const) {
      const wanted = x === y ? [1, 0] : [0, 1]
      expectedIn(policy, at(x, y)).forEach((value, arm) => expect(value).toBeCloseTo(wanted[arm]!, 1))
    }
  })
})
