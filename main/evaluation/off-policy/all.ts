import type { EstimatorInfo } from '../../contract/api/models.ts'
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
import { marginalisedIps, selfNormalisedMips } from './mips.ts'
import { moreRobustDoublyRobust } from './mrdr.ts'
import { replay } from './replay.ts'
import { cascadeDoublyRobust } from './slates/cascade-doubly-robust-estimator.ts'
import { slateEstimators } from './slates/inverse-propensity-estimators.ts'

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
  moreRobustDoublyRobust,
  marginalisedIps,
  selfNormalisedMips,
  ...slateEstimators,
  cascadeDoublyRobust,
]

/** An estimator as data. */
export function describeEstimator(estimator: Estimator): EstimatorInfo {
  const { id, title, summary, formula, reference, needsModel, needsUniformLog, view, tuned } = estimator
  const needs: EstimatorInfo['needs'][number][] = []
  if (needsUniformLog) needs.push('uniform log')
  if (needsModel) needs.push('reward model')
  if (view === 'attributes') needs.push('item attributes')
  if (view === 'visit' || view === 'item' || view === 'cascade') needs.push('visits')
  const candidates = tuned?.candidates.map((value) => (value === Infinity ? null : value)) ?? []
  return { id, title, summary, formula, reference, needs, tuned: tuned ? { bound: tuned.bound, candidates } : null }
}

/** @throws RecbenchError `invalid-parameter` for an unknown id */
export function findEstimator(id: string): Estimator {
  const found = estimators.find((estimator) => estimator.id === id)
  if (found) return found
  const ids = estimators.map((estimator) => estimator.id)
  throw new RecbenchError('invalid-parameter', `There is no off-policy estimator "${id}".`, {
    remedy: `The nearest are ${nearestNames(id, ids).join(', ')}; all: ${ids.join(', ')}.`,
  })
}
