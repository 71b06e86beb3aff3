import { describe, expect, it } from 'vitest'
import { Random } from '../../../../../main/math/random.ts'
import { anybody } from '../../../../../main/recommenders/policy.ts'
import { randomSlate } from '../../../../../main/recommenders/bandits/slates/random-slate.ts'
import { behavesLikeSlatePolicy } from '../../../../conformance/slate-policy.ts'
import { attractionsOf, teachSlates } from '../../../../helpers/slates.ts'

behavesLikeSlatePolicy(randomSlate, false)

describe('random-slate', () => {
  const create = () => randomSlate.create({ arms: 3, positions: 2, features: 0 }, {})

  it('shows each of the six ordered pairs of three arms as often', () => {
    const [policy, random, slate] = [create(), new Random('pairs'), new Int32Array(2)]
    const counts = new Map<string, number>()
    for (let n = 0; n < 12_000; n++) {
      policy.select(anybody, random, slate)
      counts.set(slate.join(), (counts.get(slate.join()) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })

  it('expects clicks per time shown', () => {
    const policy = create()
    teachSlates(policy, [
      [
        [0, 1],
        [1, 1],
      ],
      [
        [1, 0],
        [0, 0],
      ],
    ])
    expect(attractionsOf(policy)).toEqual([1 / 2, 1 / 2, 0])
  })
})
