import { RecbenchError } from '../../contract/errors.ts'
import { nearestNames } from '../../math/nearest-names.ts'
import { directMethod } from './direct-method.ts'
import {
  doublyRobust,
  selfNormalisedDoublyRobust,
  shrunkDoublyRobust,
  subGaussianDoublyRobust,
  subGaussianIps,
  switchDoublyRobust,
} from './doubly-robust.ts'
import type { Estimator } from './estimator.ts'
import { clippedIps, ips, snips } from './ips.ts'
import { replay } from './replay.ts'

/** The catalogue, from what needs least to what needs most. A new estimator is one import and one line. */
export const estimators: readonly Estimator[] = [
  replay,
  ips,
  clippedIps,
  snips,
  subGaussianIps,
  directMethod,
  doublyRobust,
  selfNormalisedDoublyRobust,
  switchDoublyRobust,
  shrunkDoublyRobust,
  subGaussianDoublyRobust,
]

/** @throws RecbenchError `invalid-parameter` for an unknown id */
export function findEstimator(id: string): Estimator {
  const found = estimators.find((estimator) => estimator.id === id)
  if (found) return found
  const ids = estimators.map((estimator) => estimator.id)
  throw new RecbenchError('invalid-parameter', `There is no off-policy estimator "${id}".`, {
    remedy: `The nearest are ${nearestNames(id, ids).join(', ')}; all: ${ids.join(', ')}.`,
  })
}
