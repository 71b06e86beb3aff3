import { describe, expect, it } from 'vitest'
import { policyPlan } from '../../../../main/contract/policy-plan.ts'
import type { Feedback } from '../../../../main/evaluation/policies/describe-log.ts'
import { learnPolicy, valueLearner } from '../../../../main/evaluation/policies/learners.ts'
import { Random } from '../../../../main/math/random.ts'
import { makeFeedback } from '../../../helpers/feedback.ts'
import * as v from 'valibot'

const { signal } = new AbortController()

/** Visitors of two kinds, told by the sign of their context; each kind clicks one of the two items. */
function makeKinds(rounds: number): Feedback {
  const feedback = makeFeedback({ rounds, rates: [0.5, 0.5] })
  const random = new Random('kinds')
  const { action, reward, context } = feedback.columns
  for (let round = 0; round < rounds; round++) {
    context![round] = random.uniform() < 0.5 ? 1 : -1
    const wanted = context![round]! > 0 ? 0 : 1
    reward[round] = random.uniform() < (action[round] === wanted ? 0.8 : 0.2) ? 1 : 0
  }
  return feedback
}

describe('policies learned from a log', () => {
  it.each(['ipw', 'dr'] as const)('%s finds what each kind of visitor clicks', async (learner) => {
    const feedback = makeKinds(2000)
    const policy = await learnPolicy(feedback, learner, signal)
    const into = new Float64Array(2)
    for (let round = 0; round < 2000; round += 100) {
      policy.distribution(round, into)
      expect(Array.from(into)).toEqual(feedback.columns.context![round]! > 0 ? [1, 0] : [0, 1])
    }
  })

  it('are valued on the half they did not see, as a row of the table', async () => {
    const plan = v.parse(policyPlan, { estimators: ['snips', 'dr'] })
    const result = await valueLearner(makeKinds(2000), 'dr', plan, 1, signal)
    expect(result).toMatchObject({ id: 'dr-learner', label: 'DR learner', family: 'bandits', error: null })
    for (const { value } of result.estimates) expect(Math.abs(value! - 0.8)).toBeLessThan(0.05)
    expect(Math.abs(result.known!.truth - 0.8)).toBeLessThan(0.1)
  })
})
