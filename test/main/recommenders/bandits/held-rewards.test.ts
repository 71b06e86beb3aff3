import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { batched, delayed, loadHeld } from '../../../../main/recommenders/bandits/held-rewards.ts'
import { linGreedy } from '../../../../main/recommenders/bandits/lin-greedy.ts'
import { ucb1 } from '../../../../main/recommenders/bandits/ucb1.ts'
import { anybody, type Policy } from '../../../../main/recommenders/policy.ts'

const create = () => ucb1.policy.create({ arms: 3, features: 0 }, parseConfiguration('ucb1', ucb1.settings))

/** Mean rewards of the arms after each of some rounds, in which arm 0, 1, 2, 0 … paid 1. */
function meansAfter(policy: Policy, rounds: number): number[][] {
  return Array.from({ length: rounds }, (_, round) => {
    policy.update(anybody, round % 3, 1)
    const expected = new Float64Array(3)
    policy.expected(anybody, expected)
    return [...expected]
  })
}

describe('delayed', () => {
  it('learns each reward two rounds late', () => {
    expect(meansAfter(delayed(create(), 2), 4)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
    ])
  })

  it('learns at once when late by no round', () => {
    expect(meansAfter(delayed(create(), 0), 2)).toEqual(meansAfter(create(), 2))
  })

  it('keeps contexts as they were, though the caller writes over them', () => {
    const config = parseConfiguration('lin-greedy', linGreedy.settings, { regularization: 1 })
    const policy = delayed(linGreedy.policy.create({ arms: 1, features: 1 }, config), 1)
    const context = { user: 0, features: Float64Array.of(1) }
    policy.update(context, 0, 1)
    context.features[0] = 0
    policy.update(context, 0, 1)
    const expected = new Float64Array(1)
    policy.expected({ user: 0, features: Float64Array.of(1) }, expected)
    expect(expected[0]).toBeCloseTo(0.5, 12)
  })

  it('refuses a delay of −1 or half a round', () => {
    expect(() => delayed(create(), -1)).toThrow('not by -1')
    expect(() => delayed(create(), 0.5)).toThrow('not by 0.5')
  })
})

describe('batched', () => {
  it('learns after every second round', () => {
    expect(meansAfter(batched(create(), 2), 5)).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [1, 1, 0],
      [1, 1, 1],
      [1, 1, 1],
    ])
  })

  it('refuses a batch of no round', () => {
    expect(() => batched(create(), 0)).toThrow('not after 0')
  })

  it('holds the same rewards after it was saved and loaded', () => {
    const policy = batched(create(), 4)
    meansAfter(policy, 6)
    const restored = loadHeld(policy.save(), ucb1.policy.load)
    expect(meansAfter(restored, 3)).toEqual(meansAfter(policy, 3))
  })
})
