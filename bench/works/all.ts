import { RecbenchError } from '../../main/contract/errors.ts'
import type { Work } from '../work.ts'
import { alsWorks } from './als.ts'
import { banditWorks } from './bandits.ts'
import { bprWorks } from './bpr.ts'
import { deepWorks } from './deep.ts'
import { importWorks } from './import.ts'
import { knnWorks } from './knn.ts'
import { metricWorks } from './metrics.ts'
import { ratingWorks } from './ratings.ts'
import { recommendWorks } from './recommend.ts'

/** The rows of the benchmark in the order of its table. */
export const works: readonly Work[] = [
  ...alsWorks,
  ...bprWorks,
  ...knnWorks,
  ...ratingWorks,
  ...recommendWorks,
  ...deepWorks,
  ...metricWorks,
  ...importWorks,
  ...banditWorks,
]

/** @throws RecbenchError `invalid-parameter` for an unknown id */
export function findWork(id: string): Work {
  const found = works.find((work) => work.id === id)
  if (!found) throw new RecbenchError('invalid-parameter', `The benchmark has no row "${id}".`)
  return found
}

/** The rows whose id begins with one of the prefixes; all without any. @throws RecbenchError where a prefix begins none */
export function chooseWorks(prefixes: readonly string[]): Work[] {
  const unknown = prefixes.find((prefix) => !works.some(({ id }) => id.startsWith(prefix)))
  if (unknown !== undefined)
    throw new RecbenchError('invalid-parameter', `No row of the benchmark begins with "${unknown}".`, {
      remedy: `The rows: ${works.map(({ id }) => id).join(', ')}.`,
    })
  return works.filter(({ id }) => prefixes.length === 0 || prefixes.some((prefix) => id.startsWith(prefix)))
}
