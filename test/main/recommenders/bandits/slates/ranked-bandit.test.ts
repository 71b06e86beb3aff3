import { describe, expect, it } from 'vitest'
import { rankedBandit } from '../../../../../main/recommenders/bandits/slates/ranked-bandit.ts'
import { behavesLikeSlatePolicy } from '../../../../conformance/slate-policy.ts'
import { attractionsOf, chosenSlate, teachSlates } from '../../../../helpers/slates.ts'

behavesLikeSlatePolicy(rankedBandit)

describe('ranked-bandit', () => {
  const create = () => rankedBandit.create({ arms: 3, positions: 2, features: 0 }, { exploration: 0 })
  const everySlate = [
    [0, 1],
    [0, 2],
    [1, 0],
    [1, 2],
    [2, 0],
    [2, 1],
  ]

  it('keeps a record for each position', () => {
    const policy = create()
    teachSlates(policy, [
      [
        [0, 1],
        [1, 0],
      ],
      [
        [0, 1],
        [0, 1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    ])
    expect(attractionsOf(policy)).toEqual([1 / 2, 0, 0])
  })

  it('fills a position with what is clicked there, passing over what stands higher', () => {
    const policy = create()
    // At the top arm 0 is clicked always; below it, arm 0 (2 of 2) would win and arm 2 (1 of 2) comes next.
    teachSlates(
      policy,
      everySlate.map((slate) => [slate, [slate[0] === 0 ? 1 : 0, slate[1] === 0 || slate.join() === '0,2' ? 1 : 0]]),
    )
    expect(chosenSlate(policy)).toEqual([0, 2])
  })

  it('tries every arm at every position', () => {
    const policy = create()
    const seen = Array.from({ length: 6 }, () => {
      const slate = chosenSlate(policy)
      teachSlates(policy, [[slate, [0, 0]]])
      return slate
    })
    for (const position of [0, 1]) expect(new Set(seen.map((slate) => slate[position])).size).toBe(3)
  })
})
