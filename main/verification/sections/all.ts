import { RecbenchError } from '../../contract/errors.ts'
import type { Section } from '../section.ts'
import { deepRankings } from './deep-rankings.ts'
import { lists } from './lists.ts'
import { metrics } from './metrics.ts'
import { policies } from './policies.ts'
import { offPolicy } from './off-policy.ts'
import { publishedOffPolicy } from './published-off-policy.ts'
import { ranking } from './ranking.ts'
import { ratings } from './ratings.ts'
import { rules } from './rules.ts'
import { statistics } from './statistics.ts'

/** Every family of reference values that is verified, in the order of the table. */
export const sections: readonly Section[] = [
  ranking,
  lists,
  deepRankings,
  ratings,
  metrics,
  statistics,
  rules,
  policies,
  offPolicy,
  publishedOffPolicy,
]

export function findSection(name: string): Section {
  const found = sections.find((section) => section.name === name)
  if (!found) throw new RecbenchError('internal', `There is no section "${name}" of the verification.`)
  return found
}
