import { mapFull } from '../metrics/map-full.ts'
import { map } from '../metrics/map.ts'
import type { Profile } from './profile.ts'

/** Definitions of ranx, whose average precision divides by all relevant items, as trec_eval's does. Users without a list count 0. */
export const ranx: Profile = {
  id: 'ranx',
  title: 'ranx',
  summary: 'MAP divides by all relevant items, also by those that do not fit into the list.',
  reference:
    'E. Bassani (2022). ranx: A Blazing-Fast Python Library for Ranking Evaluation. ECIR. doi:10.1007/978-3-030-99739-7_30',
  definitions: { map: { ...map, formula: mapFull.formula, prepare: mapFull.prepare } },
}
