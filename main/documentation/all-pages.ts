import { metrics } from '../evaluation/all.ts'
import { profiles } from '../evaluation/profiles/all.ts'
import { splits } from '../evaluation/splits/all.ts'
import { describe, recommenders } from '../recommenders/all.ts'
import { costs } from './costs.ts'
import { librariesByMetric } from '../verification/metrics/names.ts'
import { readDefinitions } from './definitions.ts'
import { metricsPage, recommendersPage, splitsPage } from './pages.ts'

/**
 * The pages of `docs/` that come from definitions, by file name.
 *
 * @param root the root of the project
 */
export function documentationPages(root: string): Record<'recommenders.md' | 'metrics.md' | 'splits.md', string> {
  return {
    'recommenders.md': recommendersPage(
      recommenders.map(describe),
      readDefinitions(root, 'main/recommenders', 'id'),
      costs,
    ),
    'metrics.md': metricsPage(
      metrics,
      readDefinitions(root, 'main/evaluation/metrics', 'id'),
      profiles,
      rowsOfMetrics(),
    ),
    'splits.md': splitsPage(splits, readDefinitions(root, 'main/evaluation/splits', 'kind')),
  }
}

/** Rows of the reference values that back a metric, by its id. */
function rowsOfMetrics(): Map<string, string[]> {
  const rows = [...librariesByMetric()].map(([id, libraries]): [string, string[]] => [
    id,
    libraries.map((library) => `D/*/${library}`),
  ])
  return new Map([...rows, ['rmse', ['A/*']], ['mae', ['A/*']]])
}
