import { RecbenchError } from '../../contract/errors.ts'
import type { LoggedRounds, ModelledRounds } from './estimator.ts'

/** @throws RecbenchError `invalid-parameter` when the rounds come without a reward model */
export function modelOf({ model }: LoggedRounds): ModelledRounds {
  if (!model) throw new RecbenchError('invalid-parameter', 'This estimator needs a reward model, and none was fitted.')
  return model
}
