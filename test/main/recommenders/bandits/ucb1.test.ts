import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { Random } from '../../../../main/math/random.ts'
import { ucb1 } from '../../../../main/recommenders/bandits/ucb1.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(ucb1)

describe('ucb1', () => {
  behavesLikeRecommender(ucb1, { ndcgAt10: [0.17, 0.26], personal: false })

  const create = () =>
    ucb1.policy.create({ arms: 3, features: 0 }, parseConfiguration('ucb1', ucb1.settings, { exploration: 1 }))

  it('tries every arm once, lowest first', () => {
    const policy = create()
    const arms = [0, 1, 2].map(() => {
      const arm = policy.select(anybody, new Random(1))
      policy.update(anybody, arm, arm === 0 ? 1 : 0)
      return arm
    })
    expect(arms).toEqual([0, 1, 2])
  })

  it('gives an arm never played index 0 on request, as mabwiser does', () => {
    const config = parseConfiguration('ucb1', ucb1.settings, { unplayed: 'mabwiser' })
    const policy = ucb1.policy.create({ arms: 3, features: 0 }, config)
    for (let round = 0; round < 50; round++) policy.update(anybody, 1, 0)
    // √(2 ln 50 / 50) = 0.396 > 0
    expect(policy.select(anybody, new Random(1))).toBe(1)
    expect(ucb1.policy.load(policy.save()).select(anybody, new Random(1))).toBe(1)
  })

  it('prefers the arm with the larger mean plus √(2 ln N / n)', () => {
    const policy = create()
    for (const [arm, reward] of [
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 0],
      [1, 1],
      [2, 0],
    ] as const)
      policy.update(anybody, arm, reward)
    // 0.75 + √(2 ln 6 / 4) = 1.697, 1 + √(2 ln 6) = 2.893, √(2 ln 6) = 1.893
    expect(policy.select(anybody, new Random(1))).toBe(1)
  })
})
