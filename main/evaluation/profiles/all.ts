import { RecbenchError } from '../../contract/errors.ts'
import { nearestNames } from '../../math/nearest-names.ts'
import { cornac } from './cornac.ts'
import { elliot } from './elliot.ts'
import { implicit } from './implicit.ts'
import { lenskit } from './lenskit.ts'
import { liang } from './liang.ts'
import { ncf } from './ncf.ts'
import type { Profile } from './profile.ts'
import { ranx } from './ranx.ts'
import { recbole } from './recbole.ts'
import { recommenders } from './recommenders.ts'
import { surprise } from './surprise.ts'
import { trec } from './trec.ts'

const recbench: Profile = {
  id: 'recbench',
  title: 'Recbench',
  summary: 'The definitions that stand with each metric.',
  reference: 'The header of each metric.',
  definitions: {},
}

/** Whose definitions a run can follow, Recbench's first. */
export const profiles: readonly Profile[] = [
  recbench,
  recbole,
  elliot,
  lenskit,
  liang,
  implicit,
  recommenders,
  ncf,
  cornac,
  ranx,
  trec,
  surprise,
]

/** @throws RecbenchError `invalid-parameter` for an unknown profile */
export function findProfile(id: string): Profile {
  const found = profiles.find((profile) => profile.id === id)
  if (found) return found
  const ids = profiles.map((profile) => profile.id)
  throw new RecbenchError('invalid-parameter', `There is no profile "${id}" of metric definitions.`, {
    remedy: `The nearest is ${nearestNames(id, ids, 1).join()}; all: ${ids.join(', ')}.`,
  })
}
