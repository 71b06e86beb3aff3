import { RecbenchError } from '../../../contract/errors.ts'
import type { LoggedRounds, SlateLayout } from '../estimator.ts'

/** @throws RecbenchError `invalid-parameter` when it is not known which rounds were shown together */
export function layoutOf({ slates }: LoggedRounds): SlateLayout {
  if (!slates)
    throw new RecbenchError(
      'invalid-parameter',
      'This estimator needs visits, and the rounds are not grouped by visit.',
    )
  return slates
}
