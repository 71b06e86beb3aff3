import { compareFolds } from './across-folds.ts'
import type { ChosenMetric } from './all.ts'
import { definedMean } from './defined.ts'
import type { Metric } from './metric.ts'
import type { TaskOutcome } from './task.ts'

type Values = Pick<TaskOutcome, 'users' | 'perUser' | 'weights' | 'overall' | 'errors' | 'lists' | 'listLength'>

/** The figure of all folds together when each user counts as often as drawn; the draws are aligned with the numbered users. */
export type Statistic = (draws: Int32Array) => number

/** The value of one fold: the mean over its users, the ratio of sums, or the figure of the whole; NaN where undefined. */
export function foldValue(
  { metric, name }: ChosenMetric,
  fold: Pick<Values, 'perUser' | 'weights' | 'overall'>,
): number {
  const column = fold.perUser[name]
  return column ? aggregate(metric, column, fold.weights?.[name]) : (fold.overall[name] ?? NaN)
}

/** The mean of values per user, weighted where the metric has weights; undefined values are filled or left out, as the metric says. */
export function aggregate(metric: Metric, values: Float64Array, weights?: Float64Array): number {
  return resample(values, weights, fillOf(metric), null, null)
}

/** How a metric of users or of predicted values is resampled; null for one that has no values of users. */
export function toStatistic(
  { metric, cutoff, name }: ChosenMetric,
  folds: readonly Values[],
  users: ReadonlyMap<number, number>,
): Statistic | null {
  const numbers = (of: Int32Array) => of.map((user) => users.get(user)!)
  if ('prepare' in metric) {
    const fill = fillOf(metric)
    const parts = folds.map(({ users: of, perUser, weights }) => ({
      units: numbers(of),
      values: perUser[name]!,
      weights: weights?.[name],
    }))
    return (draws) => definedMean(parts.map((part) => resample(part.values, part.weights, fill, part.units, draws)))
  }
  if ('compareLists' in metric) {
    const { users: of, values } = compareFolds(metric, cutoff, folds)
    const units = numbers(of)
    return (draws) => resample(values, undefined, NaN, units, draws)
  }
  const errors = folds.flatMap((fold) => fold.errors ?? [])
  if (!('add' in metric) || errors.length === 0) return null
  const { parts: width } = metric
  const parts = errors.map((part) => ({ units: numbers(part.users), events: part.events, sums: part.sums[name]! }))
  return (draws) =>
    definedMean(
      parts.map(({ units, events, sums }) => {
        const total = new Float64Array(width)
        let count = 0
        for (let i = 0; i < units.length; i++) {
          const drawn = draws[units[i]!]!
          for (let part = 0; part < width; part++) total[part]! += drawn * sums[i * width + part]!
          count += drawn * events[i]!
        }
        return metric.finish(total, count)
      }),
    )
}

const fillOf = (metric: Metric): number => ('fill' in metric ? metric.fill! : NaN)

function resample(
  values: Float64Array,
  weights: Float64Array | undefined,
  fill: number,
  units: Int32Array | null,
  draws: Int32Array | null,
): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    let value = values[i]!
    if (value !== value) value = fill
    if (value !== value) continue
    const drawn = draws ? draws[units![i]!]! : 1
    const weight = weights ? drawn * weights[i]! : drawn
    sum += weight * value
    total += weight
  }
  return sum / total
}
