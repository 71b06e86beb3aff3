import type { ModelResult, TrialResult } from '../contract/api/runs.ts'
import type { Configuration } from '../contract/settings.ts'
import { parallelCoordinates, type ParallelFigure } from './parallel-coordinates.ts'
import { english, type Translate } from './words.ts'

/** Settings whose value differs between trials, in the order of the configuration. */
export function searchedSettings(trials: readonly TrialResult[]): string[] {
  const names = [...new Set(trials.flatMap(({ config }) => Object.keys(config)))]
  return names.filter((name) => new Set(trials.map(({ config }) => JSON.stringify(config[name]))).size > 1)
}

/** `neighbours 120, shrinkage 3.4`. */
export const describeSettings = (config: Configuration, names: readonly string[]): string =>
  names.map((name) => `${name} ${String(config[name])}`).join(', ')

/** Full trainings that the trials of a fold took together. */
export const budgetSpent = (trials: readonly TrialResult[]): number => trials.reduce((sum, { share }) => sum + share, 0)

/** What a search tried, what it spent on each fold, and what it chose. */
export function describeTuning({ tuned }: Pick<ModelResult, 'tuned'>, t: Translate = english): string {
  const names = searchedSettings(tuned)
  const folds = [...new Set(tuned.map(({ fold }) => fold))]
  const spent = budgetSpent(tuned) / Math.max(1, folds.length)
  const chosen = tuned.filter((trial) => trial.chosen).map((trial) => describeChoice(trial, names))
  return t('{count} configurations, {spent} full trainings a fold; chosen: {chosen}', {
    count: tuned.length,
    spent: Number(spent.toFixed(1)),
    chosen: [...new Set(chosen)].join('; '),
  })
}

const describeChoice = ({ config, iterations }: TrialResult, names: readonly string[]): string =>
  [describeSettings(config, names), ...(iterations === undefined ? [] : [`stopped after ${iterations}`])].join(', ')

/** The trials of a model as lines over the searched settings, the share of a training and the value; the id is the position. */
export function tuningFigure(
  { tuned, family }: Pick<ModelResult, 'tuned' | 'family'>,
  metric: string,
  t: Translate = english,
): ParallelFigure {
  const names = searchedSettings(tuned)
  const show = (value: Configuration[string] | undefined) => (Array.isArray(value) ? value.join('-') : (value ?? null))
  return parallelCoordinates(
    tuned.map(({ config, value, share }, position) => ({
      id: String(position),
      family,
      values: {
        ...Object.fromEntries(names.map((name) => [name, show(config[name]) as string | number | boolean | null])),
        [t('share of a training')]: share,
        [metric]: value,
      },
    })),
  )
}
