import type { RankComparison } from '../contract/api/runs.ts'
import { RecbenchError } from '../contract/errors.ts'
import { rankModels } from '../evaluation/significance/rank-models.ts'
import type { Services } from './services.ts'

/** Ranks the models of one run over its folds, or of several runs over the runs. Errors: `not-found` for a run without results. */
export function rankRuns(
  { runs }: Pick<Services, 'runs'>,
  ids: readonly string[],
  metric: string | undefined,
  level: number,
): RankComparison {
  const results = ids.map((id) => {
    const found = runs.detail(id).results
    if (found) return found
    throw new RecbenchError('not-found', `The run ${id} has no results to rank: no fold was finished.`, {
      remedy: 'Resume it, or choose another run.',
    })
  })
  const first = metric ?? Object.keys(results[0]!.models[0]?.metrics ?? {})[0]
  if (first === undefined)
    throw new RecbenchError('invalid-parameter', `The run ${ids[0]!} has no metric to rank by.`, {
      remedy: 'Choose another run.',
    })
  return rankModels(results, first, level)
}
