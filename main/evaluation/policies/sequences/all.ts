import { RecbenchError } from '../../../contract/errors.ts'
import { nearestNames } from '../../../math/nearest-names.ts'
import { logWorld } from './log-world.ts'
import { trustWorld } from './trust-world.ts'
import type { AnySequenceWorld } from './world.ts'

/** Worlds with states, by id. A new one is one import and one line. */
export const sequenceWorlds: readonly AnySequenceWorld[] = [logWorld, trustWorld]

/** @throws RecbenchError `invalid-parameter` for an unknown id */
export function findSequenceWorld(id: string): AnySequenceWorld {
  const found = sequenceWorlds.find((world) => world.id === id)
  if (found) return found
  const ids = sequenceWorlds.map((world) => world.id)
  throw new RecbenchError('invalid-parameter', `There is no world "${id}" for sequences.`, {
    remedy: `The nearest are ${nearestNames(id, ids).join(', ')}; all: ${ids.join(', ')}.`,
  })
}
