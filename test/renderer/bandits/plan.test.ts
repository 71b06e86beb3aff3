import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  defaultAb,
  defaultLoop,
  defaultSequences,
  defaultWorld,
  policyPlan,
  type PolicyPlan,
} from '../../../main/contract/policy-plan.ts'
import { sequenceAlgorithms } from '../../../main/recommenders/bandits/sequences/all.ts'
import { slateAlgorithms } from '../../../main/recommenders/bandits/slates/all.ts'
import { sequenceIds, sequenceTitle, slateIds, slateTitle } from '../../../renderer/bandits/plan-words.ts'
import {
  numberProblem,
  planNumbers,
  rangeOf,
  readNumber,
  setPart,
  writeNumber,
  type PlanNumber,
} from '../../../renderer/bandits/plan-numbers.ts'
import {
  findPlanProblems,
  isTicked,
  planProblems,
  setLens,
  standardPlan,
} from '../../../renderer/bandits/policy-draft.ts'

const names = Object.keys(planNumbers) as PlanNumber[]
/** A plan in which every number stands. */
const full: PolicyPlan = {
  ...standardPlan,
  world: {
    ...defaultWorld,
    reward: 'mixed',
    drift: { kind: 'gradual', every: 1000 },
    turnover: { every: 500, arms: 5 },
  },
  loop: defaultLoop,
  ab: defaultAb,
  sequences: defaultSequences,
}
const isAccepted = (plan: PolicyPlan) => v.safeParse(policyPlan, plan).success

describe('the numbers of a plan', () => {
  it('start as the contract has them', () => {
    const plan = v.parse(policyPlan, {})
    expect(readNumber(plan, 'rounds')).toBe(2000)
    expect(readNumber(plan, 'world.arms')).toBe(100)
    expect(readNumber(plan, 'confidence')).toBe(0.95)
    expect(readNumber(plan, 'clip')).toBeNull()
    expect(readNumber(plan, 'ab.visitors')).toBe(10_000)
    expect(planProblems(full)).toEqual([])
  })

  it.each(names)('%s fits here whenever the contract accepts it', (name) => {
    const numbers = fc.oneof(fc.integer({ min: -3, max: 200 }), fc.double({ min: -1, max: 2, noNaN: true }))
    fc.assert(
      fc.property(numbers, (value) => {
        const plan = writeNumber(full, name, value)
        const fits = numberProblem(plan, name) === undefined
        // The contract leaves the sign of a clip to the estimators.
        expect(fits).toBe(isAccepted(plan) && (name !== 'clip' || value > 0))
      }),
    )
  })

  it('come out as they were written, and leave the rest as it was', () => {
    const plan = writeNumber(full, 'world.turnover.every', 250)
    expect(readNumber(plan, 'world.turnover.every')).toBe(250)
    expect(writeNumber(plan, 'world.turnover.every', 500)).toEqual(full)
  })

  it('bring their part of the plan with them', () => {
    expect(writeNumber(standardPlan, 'world.arms', 20).world).toEqual({ ...defaultWorld, arms: 20 })
  })

  it('are left out where the default may stand for them', () => {
    expect(writeNumber(standardPlan, 'delay', 10)).toMatchObject({ delay: 10 })
    expect(writeNumber({ ...standardPlan, delay: 10 }, 'delay', 0)).toEqual(standardPlan)
  })

  it('say what is wrong with the value and what would fit', () => {
    const problemOf = (name: PlanNumber, value: number | null) => numberProblem(writeNumber(full, name, value), name)
    expect(problemOf('world.arms', 1)).toBe('1 is below 2. Enter 2 or more.')
    expect(problemOf('rounds', 1.5)).toBe('Enter a whole number, 1 or more.')
    expect(problemOf('rounds', null)).toBe('Enter a whole number, 1 or more.')
    expect(problemOf('clip', 0)).toBe('0 is not above 0. Enter above 0.')
    expect(problemOf('clip', null)).toBeUndefined()
    expect(problemOf('confidence', 1)).toBe('1 is not below 1. Enter between 0 and 1.')
    expect(problemOf('loop.visiting', 1.2)).toBe('1.2 is above 1. Enter above 0 up to 1.')
    expect(rangeOf('world.mix.click')).toBe('any number')
  })

  it('are still a problem when an empty one comes back from memory', () => {
    const kept = JSON.parse(JSON.stringify(writeNumber(full, 'rounds', null))) as PolicyPlan
    expect(numberProblem(kept, 'rounds')).toBe('Enter a whole number, 1 or more.')
  })
})

describe('a plan', () => {
  it('says nothing of lenses when all are ticked', () => {
    const without = setLens(standardPlan, 'ranking', false, true)
    expect(without.lenses).toEqual(['simulation', 'off-policy'])
    expect(setLens(without, 'ranking', true, true)).toEqual(standardPlan)
  })

  it('leaves values off-policy out where there is no log, unless they were asked for by name', () => {
    expect(isTicked(standardPlan, 'off-policy', false)).toBe(false)
    const without = setLens(standardPlan, 'ranking', false, false)
    expect(without.lenses).toEqual(['simulation'])
    expect(setLens(without, 'ranking', true, false)).toEqual(standardPlan)
    const named = setPart(standardPlan, 'lenses', ['simulation', 'off-policy'])
    expect(isTicked(named, 'off-policy', false)).toBe(true)
    expect(planProblems(named, false)).toEqual(['Values off-policy need a log with propensities.'])
  })

  it('names everything that keeps it from starting, by part of the form', () => {
    expect(planProblems({ ...standardPlan, rounds: 0, repeats: 1.5, estimators: [], clip: 0 })).toHaveLength(4)
    const wrong: PolicyPlan = {
      ...full,
      world: { ...defaultWorld, from: 'model', reward: 'mixed', mix: { click: 0, conversion: 0, revenue: 0 } },
      ab: { ...defaultAb, visitors: 50 },
      loop: { ...defaultLoop, rounds: 0 },
    }
    expect(findPlanProblems(wrong).map(({ part }) => part)).toEqual(['loop', 'ab', 'simulation', 'simulation'])
    expect(planProblems(wrong)[1]).toBe('Visitors tested: 50 is below 100. Enter 100 or more.')
  })

  it('does not look at what a lens left out would need', () => {
    const plan = { ...standardPlan, rounds: 0, estimators: [] }
    expect(planProblems(setPart(plan, 'lenses', ['ranking']))).toEqual([])
    expect(planProblems(setPart(plan, 'lenses', []))).toEqual([
      'Tick at least one of ranking, simulation and off-policy.',
    ])
  })

  it('needs a log where only values off-policy or a world of logged feedback are wanted', () => {
    const only = setPart(standardPlan, 'lenses', ['off-policy'])
    expect(planProblems(only, false)).toEqual(['Values off-policy need a log with propensities.'])
    expect(planProblems(only, true)).toEqual([])
    expect(planProblems({ ...standardPlan, world: { ...defaultWorld, from: 'feedback' } }, false)).toHaveLength(1)
  })
})

describe('policies that are no recommenders', () => {
  const offered = (ids: readonly string[], titleOf: (id: string) => string) => ids.map((id) => [id, titleOf(id)]).sort()
  const known = (algorithms: readonly { readonly id: string; readonly title: string }[]) =>
    algorithms
      .filter(({ id }) => !id.startsWith('random'))
      .map(({ id, title }) => [id, title])
      .sort()

  it('are offered by the names that the engine has for them, chance left out', () => {
    expect(offered(slateIds, slateTitle)).toEqual(known(slateAlgorithms))
    expect(offered(sequenceIds, sequenceTitle)).toEqual(known(sequenceAlgorithms))
  })
})
