import type { UserMetric } from '../metric.ts'
import { map } from '../metrics/map.ts'
import type { Profile } from './profile.ts'

const fullMap: UserMetric = {
  ...map,
  formula: 'Σ_{r ≤ k} hit(r) · P@r / |rel|',
  prepare(data) {
    const measure = map.prepare(data)
    return (user) => (measure(user) * Math.min(user.relevant.length, data.cutoff)) / user.relevant.length
  },
}

/** Definitions of ranx, whose average precision divides by all relevant items, as trec_eval's does. */
export const ranx: Profile = {
  id: 'ranx',
  title: 'ranx',
  summary: 'MAP divides by all relevant items, also by those that do not fit into the list.',
  reference:
    'E. Bassani (2022). ranx: A Blazing-Fast Python Library for Ranking Evaluation. ECIR. doi:10.1007/978-3-030-99739-7_30',
  definitions: { map: fullMap },
}
