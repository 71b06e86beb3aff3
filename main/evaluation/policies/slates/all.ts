import { RecbenchError } from '../../../contract/errors.ts'
import { nearestNames } from '../../../math/nearest-names.ts'
import { cascade } from './cascade.ts'
import type { AnyClickModel } from './click-model.ts'
import { positionBased } from './position-based.ts'

/** How visitors of simulated worlds may click on slates, by id. A new one is one import and one line. */
export const clickModels: readonly AnyClickModel[] = [cascade, positionBased]

/** @throws RecbenchError `invalid-parameter` for an unknown id */
export function findClickModel(id: string): AnyClickModel {
  const found = clickModels.find((model) => model.id === id)
  if (found) return found
  const ids = clickModels.map((model) => model.id)
  throw new RecbenchError('invalid-parameter', `There is no click model "${id}".`, {
    remedy: `The nearest are ${nearestNames(id, ids).join(', ')}; all: ${ids.join(', ')}.`,
  })
}
