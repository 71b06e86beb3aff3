import { metrics } from '../evaluation/all.ts'
import { clickModels } from '../evaluation/policies/slates/all.ts'
import { sequenceWorlds } from '../evaluation/policies/sequences/all.ts'
import { profiles } from '../evaluation/profiles/all.ts'
import { splits } from '../evaluation/splits/all.ts'
import { describe, recommenders } from '../recommenders/all.ts'
import { sequenceAlgorithms } from '../recommenders/bandits/sequences/all.ts'
import { slateAlgorithms } from '../recommenders/bandits/slates/all.ts'
import { costs } from './costs.ts'
import { librariesByMetric } from '../verification/metrics/names.ts'
import { readDefinitions } from './definitions.ts'
import { metricsPage, recommendersPage, splitsPage } from './pages.ts'
import { sequencesAndSlatesPage } from './sequence-pages.ts'

type Page = 'recommenders.md' | 'metrics.md' | 'splits.md' | 'sequences-and-slates.md'

/**
 * The pages of `docs/` that come from definitions, by file name.
 *
 * @param root the root of the project
 */
export function documentationPages(root: string): Record<Page, string> {
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
    'sequences-and-slates.md': sequencesAndSlatesPage([
      {
        heading: 'Policies for sequences',
        about: 'They learn what an item is worth in a state, with all that follows, by a discount γ a step.',
        entries: sequenceAlgorithms,
        definitions: readDefinitions(root, 'main/recommenders/bandits/sequences', 'id'),
      },
      {
        heading: 'Worlds with states',
        about: 'Their transitions are known, so that value iteration gives the best that can be reached.',
        entries: sequenceWorlds,
        definitions: readDefinitions(root, 'main/evaluation/policies/sequences', 'id'),
      },
      {
        heading: 'Policies for slates',
        about: 'They fill the positions of a slate with different items, none of which sees who is there.',
        entries: slateAlgorithms,
        definitions: readDefinitions(root, 'main/recommenders/bandits/slates', 'id'),
      },
      {
        heading: 'Click models',
        about: 'They say how people click on slates, given how much each item attracts.',
        entries: clickModels,
        definitions: readDefinitions(root, 'main/evaluation/policies/slates', 'id'),
      },
    ]),
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
