import type { ModelResult, PairedValues, TestResult } from '../contract/api/runs.ts'
import { defaultSignificance, type Experiment } from '../contract/experiment.ts'
import { RecbenchError } from '../contract/errors.ts'
import { Random } from '../math/random.ts'
import { findMetric, type ChosenMetric } from './all.ts'
import { finite } from './defined.ts'
import { labelModels } from './labels.ts'
import { corrections, testPair } from './significance/all.ts'
import type { Fold, TaskOutcome } from './task.ts'

/**
 * Every model against the best one, for each metric with users: the experiment's paired test on users (a user's value is the mean over the folds in which
 * the user was tested), a t-test unless it says otherwise, corrected over all comparisons of the metric, by Holm unless it says otherwise. Only folds that all compared models have finished count. For RMSE and MAE the user's value
 * is the error over the user's own events. Coverage and other metrics of all lists together have no test.
 *
 * @param models results in the order of the experiment; only those that are done are compared
 */
export function compareModels(
  experiment: Experiment,
  models: readonly ModelResult[],
  outcomes: readonly TaskOutcome[],
): TestResult[] {
  const { test, correction, level } = experiment.significance ?? defaultSignificance
  return experiment.metrics.flatMap((name) => {
    const chosen = findMetric(name, experiment.profile)
    const sign = chosen.metric.higherIsBetter ? 1 : -1
    const rows = models
      .map((result, model) => ({
        label: result.label,
        mean: result.metrics[name]?.mean ?? null,
        model,
        state: result.state,
      }))
      .filter(({ mean, state }) => mean !== null && state === 'done')
      .sort((a, b) => sign * (b.mean! - a.mean!))
    const best = rows[0]
    if (!best) return []
    const means = userMeans(
      chosen,
      rows.map(({ model }) => model),
      outcomes,
    )
    if (means.users.length === 0) return []
    const tested = rows.slice(1).map((row, i) => {
      const random = new Random(experiment.seed, 'permutation', name, row.label)
      return { row, found: testPair(test, means.values[0]!, means.values[i + 1]!, level, random) }
    })
    const adjusted = corrections[correction](tested.map(({ found }) => found.p))
    return tested.map(({ row, found }, i) => ({
      metric: name,
      a: best.label,
      b: row.label,
      p: finite(found.p),
      adjusted: finite(adjusted[i]),
      effect: finite(found.effect),
      effectSize: found.effectSize,
      difference: finite(found.difference),
      low: finite(found.low),
      high: finite(found.high),
      test,
      correction,
      level,
    }))
  })
}

/**
 * Values per user for the paired views: mean over the folds a user was tested in, and the user's activity.
 *
 * @param names raw identifier of each user number
 * @throws RecbenchError `invalid-parameter` for a metric without values per user
 */
export function pairValues(
  experiment: Experiment,
  metric: string,
  outcomes: readonly TaskOutcome[],
  log: { readonly user: Int32Array },
  folds: readonly Fold[],
  names: readonly string[],
): PairedValues {
  const chosen = findMetric(metric, experiment.profile)
  if (!('prepare' in chosen.metric || 'add' in chosen.metric))
    throw new RecbenchError(
      'invalid-parameter',
      `The metric ${metric} has one value for all users and none per user.`,
      {
        remedy: 'Choose a metric such as ndcg@10.',
      },
    )
  const present = experiment.models.map((_, model) => model).filter((model) => outcomes.some((o) => o.model === model))
  const { users, values } = userMeans(chosen, present, outcomes)
  const labels = labelModels(experiment)
  const events = new Float64Array(names.length)
  for (const { train, foldIn } of folds)
    for (const rows of [train, foldIn ?? []]) for (const row of rows) events[log.user[row]!]! += 1 / folds.length
  return {
    metric,
    models: present.map((model) => labels[model]!),
    users: Array.from(users, (user) => names[user]!),
    values: values.map((column) => Array.from(column, finite)),
    activity: Array.from(users, (user) => events[user]!),
  }
}

export interface UserMeans {
  readonly users: Int32Array
  /** One column per model, aligned with users; NaN where undefined. */
  readonly values: readonly Float64Array[]
}

/** Mean over folds of each user's values, for users of the folds that all models have finished. */
export function userMeans(
  chosen: ChosenMetric,
  models: readonly number[],
  outcomes: readonly TaskOutcome[],
): UserMeans {
  const has = (model: number, fold: number) => outcomes.find((o) => o.model === model && o.fold === fold)
  const folds = [...new Set(outcomes.map((outcome) => outcome.fold))]
    .sort((a, b) => a - b)
    .filter((fold) => models.every((model) => has(model, fold)))
  const columns = models.map((model) => folds.map((fold) => userValues(chosen, has(model, fold)!)))
  const largest = columns.flat().reduce((most, { users }) => users.reduce((a, b) => Math.max(a, b), most), -1)
  const isTested = new Uint8Array(largest + 1)
  for (const { users } of columns.flat()) for (const user of users) isTested[user] = 1
  const users = Int32Array.from(isTested.keys()).filter((user) => isTested[user] === 1)
  return { users, values: columns.map((parts) => meansOf(parts, users, largest + 1)) }
}

/** The mean of what is defined of each user in several columns. */
function meansOf(parts: readonly UserValues[], users: Int32Array, size: number): Float64Array {
  const sums = new Float64Array(size)
  const counts = new Int32Array(size)
  for (const { users: of, values } of parts)
    for (let row = 0; row < of.length; row++) {
      const value = values[row]!
      if (Number.isNaN(value)) continue
      sums[of[row]!]! += value
      counts[of[row]!]!++
    }
  return Float64Array.from(users, (user) => sums[user]! / counts[user]!)
}

interface UserValues {
  readonly users: Int32Array
  readonly values: Float64Array
}

function userValues({ metric, name }: ChosenMetric, { users, perUser, errors }: TaskOutcome): UserValues {
  const column = perUser[name]
  if (column) return { users, values: column }
  const sums = errors?.sums[name]
  if (!errors || !sums || !('add' in metric)) return { users: new Int32Array(0), values: new Float64Array(0) }
  const { parts } = metric
  const values = Float64Array.from(errors.users, (_, row) =>
    metric.finish(sums.subarray(row * parts, (row + 1) * parts), errors.events[row]!),
  )
  return { users: errors.users, values }
}
