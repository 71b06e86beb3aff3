import { RecbenchError } from '../../../contract/errors.ts'
import { nearestNames } from '../../../math/nearest-names.ts'
import { dqn } from './dqn.ts'
import { qLearning } from './q-learning.ts'
import { randomActions } from './random-actions.ts'
import type { AnySequenceAlgorithm } from './sequence-policy.ts'

/** The algorithms for sequences of recommendations, by id. A new one is one import and one line. */
export const sequenceAlgorithms: readonly AnySequenceAlgorithm[] = [dqn, qLearning, randomActions]

/** @throws RecbenchError `invalid-parameter` for an unknown id */
export function findSequenceAlgorithm(id: string): AnySequenceAlgorithm {
  const found = sequenceAlgorithms.find((algorithm) => algorithm.id === id)
  if (found) return found
  const ids = sequenceAlgorithms.map((algorithm) => algorithm.id)
  throw new RecbenchError('invalid-parameter', `There is no sequence policy "${id}".`, {
    remedy: `The nearest are ${nearestNames(id, ids).join(', ')}; all: ${ids.join(', ')}.`,
  })
}
