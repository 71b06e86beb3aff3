import { describe, expect, it } from 'vitest'
import { cascadeUcb } from '../../../../../main/recommenders/bandits/slates/cascade-ucb.ts'
import { behavesLikeSlatePolicy } from '../../../../conformance/slate-policy.ts'
import { attractionsOf, chosenSlate, teachSlates } from '../../../../helpers/slates.ts'

behavesLikeSlatePolicy(cascadeUcb)

describe('cascade-ucb', () => {
  const create = () => cascadeUcb.create({ arms: 3, positions: 2, features: 0 }, { exploration: 1 })

  it('counts a look at each arm down to the first click, and none below it', () => {
    const policy = create()
    teachSlates(policy, [
      [
        [0, 1],
        [0, 0],
      ],
      [
        [0, 2],
        [1, 0],
      ],
      [
        [2, 0],
        [0, 1],
      ],
    ])
    // arm 0: looks in all three, clicked twice; arm 1: one look; arm 2: below a click once, one look
    expect(attractionsOf(policy)).toEqual([2 / 3, 0, 0])
  })

  it('shows arms nobody looked at first, lowest first', () => {
    const policy = create()
    expect(chosenSlate(policy)).toEqual([0, 1])
    teachSlates(policy, [
      [
        [0, 1],
        [1, 0],
      ],
    ])
    expect(chosenSlate(policy)).toEqual([1, 2])
  })

  it('orders by s / n + √(1.5 ln N / n)', () => {
    const policy = create()
    teachSlates(policy, [
      [
        [0, 1],
        [0, 1],
      ],
      [
        [0, 2],
        [0, 0],
      ],
      [
        [1, 0],
        [1, 0],
      ],
    ])
    // N = 3, 1.5 ln 3 = 1.648: arm 0 0/2 + 0.908, arm 1 2/2 + 0.908, arm 2 0/1 + 1.284
    expect(chosenSlate(policy)).toEqual([1, 2])
  })
})
