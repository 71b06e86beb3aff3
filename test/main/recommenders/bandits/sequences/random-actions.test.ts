import { describe, expect, it } from 'vitest'
import { Random } from '../../../../../main/math/random.ts'
import { randomActions } from '../../../../../main/recommenders/bandits/sequences/random-actions.ts'
import { behavesLikeSequencePolicy } from '../../../../conformance/sequence-policy.ts'

behavesLikeSequencePolicy(randomActions)

describe('random-actions', () => {
  const state = { number: 0, features: new Float64Array(0) }

  it('tries all alike and holds the largest mean reward for best', () => {
    const policy = randomActions.create({ states: 1, actions: 3, features: 0, discount: 1 }, {}, new Random('own'))
    for (const [action, reward] of [
      [0, 1],
      [0, 0],
      [1, 3],
      [1, 0],
      [2, 1],
    ] as const)
      policy.update(state, action, reward, state, true)
    const values = new Float64Array(3)
    policy.values(state, values)
    expect([...values]).toEqual([0.5, 1.5, 1])
    expect(policy.best(state)).toBe(1)
    const random = new Random('tries')
    const shares = new Float64Array(3)
    for (let n = 0; n < 3000; n++) shares[policy.select(state, random)]! += 1 / 3000
    for (const share of shares) expect(share).toBeCloseTo(1 / 3, 1)
  })
})
