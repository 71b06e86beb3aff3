import { RecbenchError } from '../../contract/errors.ts'
import type { PolicyPlan } from '../../contract/experiment.ts'
import { findEstimator } from '../off-policy/all.ts'

/** @throws RecbenchError `invalid-parameter` for an unknown estimator or a clip that is not above 0 */
export function checkPolicyPlan({ estimators, clip }: Pick<PolicyPlan, 'estimators' | 'clip'>): void {
  for (const id of estimators) findEstimator(id)
  if (clip !== null && !(clip > 0))
    throw new RecbenchError('invalid-parameter', `The clip of the policies is ${clip}: no weight would be left.`, {
      remedy: 'Give a number above 0, such as 10, or leave it out.',
    })
}
