import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { Random } from '../../../../main/math/random.ts'
import { changingArms, loadChangingArms } from '../../../../main/recommenders/bandits/changing-arms.ts'
import { exp3 } from '../../../../main/recommenders/bandits/exp3.ts'
import { ucb1 } from '../../../../main/recommenders/bandits/ucb1.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'

const config = parseConfiguration('ucb1', ucb1.settings)
const create = (arms: number) => changingArms(ucb1.policy, { arms, features: 0 }, config)

describe('changingArms', () => {
  it('shows a new arm of UCB1 first, as one never played', () => {
    const policy = create(2)
    for (const arm of [0, 1, 0, 1]) policy.update(anybody, arm, 1)
    expect(policy.addArm()).toBe(2)
    expect(policy.select(anybody, new Random(1))).toBe(2)
  })

  it('lets the others go on when the best arm leaves', () => {
    const policy = create(3)
    for (let round = 0; round < 60; round++)
      policy.update(anybody, round % 3, round % 3 === 2 ? 1 : round % 3 === 1 && round % 2 ? 1 : 0)
    policy.retireArm(2)
    expect(policy.select(anybody, new Random(1))).toBe(1)
    const expected = new Float64Array(3)
    policy.expected(anybody, expected)
    expect([...expected]).toEqual([0, 0.5, Number.NaN])
  })

  it('learns nothing from what a retired arm still pays', () => {
    const policy = create(3)
    for (const arm of [0, 1, 2]) policy.update(anybody, arm, 0)
    policy.retireArm(1)
    const before = policy.save()
    policy.update(anybody, 1, 1)
    expect(policy.save()).toEqual(before)
  })

  it('teaches a policy again that cannot be rearranged, without the rounds of arms that left', () => {
    const weights = parseConfiguration('exp3', exp3.settings)
    const policy = changingArms(exp3.policy, { arms: 3, features: 0 }, weights)
    for (let round = 0; round < 90; round++) policy.update(anybody, round % 3, round % 3 === 1 ? 1 : 0)
    policy.retireArm(0)
    const alone = exp3.policy.create({ arms: 2, features: 0 }, weights)
    for (let round = 0; round < 90; round++)
      if (round % 3 > 0) alone.update(anybody, (round % 3) - 1, round % 3 === 1 ? 1 : 0)
    const [changed, taught] = [new Float64Array(3), new Float64Array(2)]
    policy.distribution(anybody, changed)
    alone.distribution(anybody, taught)
    expect([...changed]).toEqual([0, ...taught])
    expect(loadChangingArms(exp3.policy, policy.save()).save()).toHaveLength(policy.save().length)
  })

  it('keeps one arm', () => {
    const policy = create(2)
    policy.retireArm(0)
    expect(() => policy.retireArm(0)).toThrow('There is no arm 0 to retire among the 2 arms so far.')
    expect(() => policy.retireArm(1)).toThrow('Arm 1 is the last one')
  })

  it('goes on the same with hundreds of arms that come and go', () => {
    const policy = create(50)
    const random = new Random('come and go')
    for (let round = 0; round < 500; round++) {
      const arm = policy.select(anybody, random)
      policy.update(anybody, arm, random.below(2))
      if (round % 5 === 0) policy.retireArm(arm)
      if (round % 5 === 0) policy.addArm()
    }
    expect(policy.arms).toBe(150)
    const shown = new Float64Array(150)
    policy.distribution(anybody, shown)
    expect(shown.filter((share, arm) => share > 0 && !policy.isActive(arm))).toHaveLength(0)
  })
})
