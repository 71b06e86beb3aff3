import { describe, expect, it } from 'vitest'
import { checkPolicyPlan } from '../../../../main/evaluation/policies/check-plan.ts'

describe('a plan for policies', () => {
  it('passes with estimators that exist and a clip above 0', () => {
    expect(() => checkPolicyPlan({ estimators: ['replay', 'dr'], clip: 10 })).not.toThrow()
    expect(() => checkPolicyPlan({ estimators: [], clip: null })).not.toThrow()
  })

  it('names an estimator that does not exist', () => {
    expect(() => checkPolicyPlan({ estimators: ['magic'], clip: null })).toThrow(
      'There is no off-policy estimator "magic".',
    )
  })

  it('refuses a clip that leaves nothing', () => {
    expect(() => checkPolicyPlan({ estimators: ['ips'], clip: 0 })).toThrow('The clip of the policies is 0')
  })
})
