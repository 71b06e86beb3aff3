import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Configuration } from '../../../../../main/contract/settings.ts'
import { neighbourhoodBandit } from '../../../../../main/recommenders/bandits/neighbourhood/neighbourhood-bandit.ts'
import { behavesLikePolicy } from '../../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../../conformance/recommender.ts'
import { at, distributionIn, expectedIn } from '../../../../helpers/policies.ts'

behavesLikePolicy(neighbourhoodBandit)

describe('neighbourhood-bandit', () => {
  behavesLikeRecommender(neighbourhoodBandit, {
    ndcgAt10: [0.4, 0.54],
    config: { dimensions: 4, neighbours: 3000 },
    boardConfig: { near: 'radius', radius: 1.2 },
  })

  const create = (given: Configuration = {}, arms = 2, features = 1) =>
    neighbourhoodBandit.policy.create(
      { arms, features },
      parseConfiguration('neighbourhood-bandit', neighbourhoodBandit.settings, given),
    )

  /** Rounds on a line: arm 0 pays left of 5, arm 1 right of it. */
  const taught = (given: Configuration) => {
    const policy = create(given)
    for (let x = 0; x < 10; x++) for (const arm of [0, 1]) policy.update(at(x), arm, (x < 5 ? 0 : 1) === arm ? 1 : 0)
    return policy
  }

  it('expects the mean rewards of the k nearest rounds, with all that are as near as the k-th', () => {
    // nearest to 3.9: both rounds at 4 and at 3, then those at 5
    expect(expectedIn(taught({ neighbours: 4 }), at(3.9))).toEqual([1, 0])
    expect(expectedIn(taught({ neighbours: 5 }), at(3.9))).toEqual([2 / 3, 1 / 3])
  })

  it('expects the mean rewards within the radius, its edge included', () => {
    expect(expectedIn(taught({ near: 'radius', radius: 1 }), at(5))).toEqual([1 / 3, 2 / 3])
    expect(expectedIn(taught({ near: 'radius', radius: 0.5 }), at(7.2))).toEqual([0, 1])
  })

  it('shows all arms alike where no round is near', () => {
    expect(distributionIn(taught({ near: 'radius', radius: 1 }), at(50))).toEqual([0.5, 0.5])
  })

  it('forgets the oldest rounds when its memory is full', () => {
    expect(expectedIn(taught({ memory: 4, neighbours: 20 }), at(0))).toEqual([0, 1])
  })

  it('lets the inner policy choose', () => {
    const epsilon = distributionIn(taught({ neighbours: 4, exploration: 0.2 }), at(1))
    expect(epsilon).toEqual([0.9, 0.1])
    expect(distributionIn(taught({ neighbours: 4, inner: 'ucb1' }), at(1))).toEqual([1, 0])
    // means 1 and 0: e¹⁰ against 1
    const [first] = distributionIn(taught({ neighbours: 4, inner: 'softmax' }), at(1))
    expect(first).toBeCloseTo(1 / (1 + Math.exp(-10)), 12)
    // Beta(4, 1) against Beta(1, 4): six rounds are near 1, as the two of x = 2 are as near as those of x = 0
    const [believed] = distributionIn(taught({ neighbours: 4, inner: 'thompson' }), at(1))
    expect(believed).toBeCloseTo(1 - 1 / 70, 3)
    expect(expectedIn(taught({ neighbours: 4, inner: 'thompson' }), at(1))).toEqual([4 / 5, 1 / 5])
  })
})
