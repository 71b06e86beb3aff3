import type { MetricResult, ModelResult } from '../contract/api/runs.ts'
import type { Experiment } from '../contract/experiment.ts'
import { Random } from '../math/random.ts'
import { findRecommender } from '../recommenders/all.ts'
import { foldValue, toStatistic } from './aggregate.ts'
import { findMetric, type ChosenMetric } from './all.ts'
import { definedMean, finite } from './defined.ts'
import { labelModels } from './labels.ts'
import { bootstrapLanes, type Interval } from './significance/bootstrap.ts'
import { evaluateStatistic } from './significance/resampled-lanes.ts'
import { studentQuantile } from '../math/student-t.ts'
import type { TaskOutcome } from './task.ts'

/**
 * One model's row of the leaderboard from the folds that are done.
 *
 * - Mean: the mean over folds of each fold's value; a fold's value is the mean over its users (ranking, novelty, diversity), the metric of all lists
 *   together (coverage), or the error over all its test events (RMSE, MAE).
 * - Interval of a metric with users: bootstrap percentile, 95 %, 1,000 resamples; a resample draws users with all their folds and repeats the computation
 *   of the mean, so that it allows for a user being in several folds. RMSE and MAE likewise.
 * - A metric between folds (consistency) is a mean over users, without values of folds; its interval resamples users.
 * - Interval of a metric of all lists: Student's t over folds; null with one fold.
 *
 * @param model position in the experiment
 * @param outcomes finished tasks of any models; those of others are ignored
 */
export function summarizeModel(experiment: Experiment, model: number, outcomes: readonly TaskOutcome[]): ModelResult {
  const folds = outcomes.filter((outcome) => outcome.model === model).sort((a, b) => a.fold - b.fold)
  const choice = experiment.models[model]!
  const seconds = (part: 'train' | 'evaluate') => folds.reduce((sum, fold) => sum + fold.seconds[part], 0)
  return {
    id: choice.id,
    label: labelModels(experiment)[model]!,
    family: findRecommender(choice.id).family,
    config: folds[0]?.config ?? {},
    backend: folds[0]?.backend ?? 'javascript',
    threads: experiment.threads ?? 1,
    seconds: { train: seconds('train'), evaluate: seconds('evaluate') },
    metrics: summarizeMetrics(
      experiment.metrics.map((name) => findMetric(name, experiment.profile)),
      folds,
      experiment.seed,
    ),
    tieRate: folds.length === 0 ? 0 : folds.reduce((sum, fold) => sum + fold.tieRate, 0) / folds.length,
    state: 'done',
    error: null,
    tuned: folds.flatMap((fold) => fold.tuned),
    testReadAt: folds.flatMap((fold) => fold.testReadAt ?? []),
  }
}

function summarizeMetrics(
  chosen: readonly ChosenMetric[],
  folds: readonly TaskOutcome[],
  seed: number,
): Record<string, MetricResult> {
  const { count, numbers } = numberUsers(folds)
  const statistics = chosen.map((metric) => toStatistic(metric, folds, numbers))
  const intervals = bootstrapLanes(
    count,
    statistics.filter((statistic) => statistic !== null),
    new Random(seed, 'bootstrap'),
  )
  const entries = chosen.map((metric, m): [string, MetricResult] => {
    const betweenFolds = 'compareLists' in metric.metric
    const values = betweenFolds ? [] : folds.map((fold) => foldValue(metric, fold))
    const mean = betweenFolds ? evaluateStatistic(statistics[m]!, new Uint8Array(count).fill(1)) : definedMean(values)
    const interval = statistics[m] ? intervals.shift()! : overFolds(values)
    const perUser = folds.map((fold) => fold.perUser[metric.name])
    return [
      metric.name,
      {
        mean: finite(mean),
        low: Number.isNaN(mean) ? null : finite(interval?.low),
        high: Number.isNaN(mean) ? null : finite(interval?.high),
        folds: values.map(finite),
        undefined: perUser.reduce((sum, column) => sum + (column ? countUndefined(column) : 0), 0),
      },
    ]
  })
  return Object.fromEntries(entries)
}

const countUndefined = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + (value === value ? 0 : 1), 0)

/** Every user of any fold, numbered from 0 in ascending order of users. */
function numberUsers(folds: readonly TaskOutcome[]): { readonly count: number; readonly numbers: Int32Array } {
  const columns = folds.flatMap(({ users, errors }) => (errors ? [users, errors.users] : [users]))
  const largest = columns.reduce((most, users) => users.reduce((a, b) => Math.max(a, b), most), -1)
  const numbers = new Int32Array(largest + 1).fill(-1)
  for (const users of columns) for (const user of users) numbers[user] = 0
  let count = 0
  for (let user = 0; user <= largest; user++) if (numbers[user] === 0) numbers[user] = count++
  return { count, numbers }
}

/** Student's 95 % interval of the mean over folds; null with fewer than two. */
function overFolds(values: readonly number[]): Interval | null {
  const defined = values.filter((value) => !Number.isNaN(value))
  if (defined.length < 2) return null
  const mean = definedMean(defined)
  const variance = defined.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (defined.length - 1)
  const half = studentQuantile(0.05, defined.length - 1) * Math.sqrt(variance / defined.length)
  return { low: mean - half, high: mean + half }
}

export { auditLeaks } from './leaks.ts'
export { compareModels, pairValues } from './compare.ts'
