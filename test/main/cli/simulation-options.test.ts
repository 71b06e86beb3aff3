import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { toPolicyPlan } from '../../../main/cli/simulation-options.ts'
import { policyPlan } from '../../../main/contract/policy-plan.ts'

describe('the options of a simulation', () => {
  it('spell the plan', () => {
    const plan = toPolicyPlan({
      rounds: '500',
      repeats: '3',
      world: 'model:ease',
      arms: '20',
      reward: 'mixed:click=1,revenue=0.1',
      drift: 'gradual:100',
      turnover: '50:2',
      positions: '3',
      clicks: 'cascade',
      delay: '5',
      batch: '10',
      'warm-start': '7',
      loop: 'rounds=4,shown=5',
      slates: 'pbm-ucb:decay=0.5',
      sequences: 'q-learning',
      feedback: 'banner',
    })
    expect(plan).toEqual({
      lenses: ['simulation'],
      rounds: 500,
      repeats: 3,
      delay: 5,
      batch: 10,
      warmStart: 7,
      world: {
        from: 'model',
        model: 'ease',
        arms: 20,
        positions: 3,
        clicks: 'cascade',
        reward: 'mixed',
        mix: { click: 1, conversion: 0, revenue: 0.1 },
        drift: { kind: 'gradual', every: 100 },
        turnover: { every: 50, arms: 2 },
      },
      loop: { rounds: 4, shown: 5 },
      slates: [{ id: 'pbm-ucb', config: { decay: 0.5 } }],
      sequences: { policies: [{ id: 'q-learning', config: {} }] },
      log: 'banner',
    })
    expect(v.is(policyPlan, plan)).toBe(true)
  })

  it('add to a plan that is given as JSON', () => {
    expect(toPolicyPlan({ policies: '{"rounds":9,"lenses":["ranking","simulation"]}', loop: '2' })).toEqual({
      rounds: 9,
      lenses: ['ranking', 'simulation'],
      loop: { rounds: 2 },
    })
  })

  it('say what cannot be read', () => {
    expect(() => toPolicyPlan({ rounds: 'many' })).toThrow('--rounds says "many", which is not a number.')
    expect(() => toPolicyPlan({ drift: 'abrupt' })).toThrow('--drift abrupt cannot be read.')
    expect(() => toPolicyPlan({ turnover: '5' })).toThrow('--turnover 5 cannot be read.')
    expect(() => toPolicyPlan({ reward: 'mixed:click' })).toThrow('--reward click cannot be read.')
    expect(() => toPolicyPlan({ policies: '{' })).toThrow('--policies is not JSON')
  })
})
