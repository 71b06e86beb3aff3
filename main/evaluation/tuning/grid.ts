import { parseConfiguration, type Configuration, type Settings } from '../../contract/settings.ts'

/**
 * Every combination of a search space: an array given for a setting that takes one value lists its candidates. Without such an array the grid is the one
 * configuration. Later settings vary fastest.
 *
 * @throws RecbenchError `invalid-parameter` when any candidate is not allowed
 */
export function expandGrid(
  owner: string,
  settings: Settings,
  given: Readonly<Record<string, unknown>>,
): Configuration[] {
  let grid: Record<string, unknown>[] = [{}]
  for (const [key, value] of Object.entries(given)) {
    const candidates: unknown[] = isSearched(settings, key, value) ? value : [value]
    grid = grid.flatMap((partial) => candidates.map((candidate) => ({ ...partial, [key]: candidate })))
  }
  return grid.map((partial) => parseConfiguration(owner, settings, partial))
}

const isSearched = (settings: Settings, key: string, value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && settings[key]?.kind !== 'integers'
