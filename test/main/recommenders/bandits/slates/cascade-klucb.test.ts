import { describe, expect, it } from 'vitest'
import { cascadeKlUcb } from '../../../../../main/recommenders/bandits/slates/cascade-klucb.ts'
import { behavesLikeSlatePolicy } from '../../../../conformance/slate-policy.ts'
import { attractionsOf, chosenSlate, teachSlates } from '../../../../helpers/slates.ts'

behavesLikeSlatePolicy(cascadeKlUcb)

describe('cascade-klucb', () => {
  it('orders by 1 − N^(−1 / n) where nothing was clicked and c is 0', () => {
    const policy = cascadeKlUcb.create({ arms: 3, positions: 2, features: 0 }, { c: 0 })
    teachSlates(policy, [
      [
        [0, 1],
        [0, 0],
      ],
      [
        [0, 2],
        [0, 0],
      ],
      [
        [0, 1],
        [0, 0],
      ],
      [
        [0, 1],
        [0, 0],
      ],
    ])
    // n = (4, 3, 1), N = 4: 0.293, 0.370, 0.75
    expect(chosenSlate(policy)).toEqual([2, 1])
    expect(attractionsOf(policy)).toEqual([0, 0, 0])
  })

  it('prefers an arm that was clicked at every look', () => {
    const policy = cascadeKlUcb.create({ arms: 3, positions: 1, features: 0 }, { c: 0 })
    teachSlates(policy, [
      [[0], [0]],
      [[1], [1]],
      [[2], [0]],
    ])
    expect(chosenSlate(policy)).toEqual([1])
  })
})
