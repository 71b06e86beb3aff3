import { describe, expect, it } from 'vitest'
import { examinationOf, pbmUcb } from '../../../../../main/recommenders/bandits/slates/pbm-ucb.ts'
import { behavesLikeSlatePolicy } from '../../../../conformance/slate-policy.ts'
import { attractionsOf, chosenSlate, teachSlates } from '../../../../helpers/slates.ts'

behavesLikeSlatePolicy(pbmUcb)

describe('pbm-ucb', () => {
  const create = (exploration: number) =>
    pbmUcb.create({ arms: 3, positions: 2, features: 0 }, { exploration, decay: 1 })

  it('looks at position l with probability l^(−η)', () => {
    expect([...examinationOf(3, 1)]).toEqual([1, 1 / 2, 1 / 3])
    expect([...examinationOf(2, 0)]).toEqual([1, 1])
  })

  it('divides clicks by the expected looks', () => {
    const policy = create(1)
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
        [1, 2],
        [0, 0],
      ],
    ])
    // expected looks: arm 0 2, arm 1 ½ + ½ + 1, arm 2 ½
    expect(attractionsOf(policy)).toEqual([1 / 2, 1 / 2, 0])
  })

  it('adds √(n / ñ) · √(α ln N / (2 ñ))', () => {
    const rounds = [
      [
        [0, 1],
        [1, 0],
      ],
      [
        [0, 1],
        [0, 1],
      ],
      [
        [1, 2],
        [0, 0],
      ],
    ] as [number[], number[]][]
    const policy = create(1)
    teachSlates(policy, rounds)
    // ln 3 / 2 = 0.549: arm 0 0.5 + √(2 · 0.549) / 2 = 1.024, arm 1 0.5 + √(3 · 0.549) / 2 = 1.142, arm 2 √0.549 / 0.5 = 1.482
    expect(chosenSlate(policy)).toEqual([2, 1])
    const greedy = create(0)
    teachSlates(greedy, rounds)
    expect(chosenSlate(greedy)).toEqual([0, 1])
  })
})
