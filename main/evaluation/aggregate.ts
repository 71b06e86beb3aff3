import { compareFolds } from './across-folds.ts'
import type { ChosenMetric } from './all.ts'
import { definedMean } from './defined.ts'
import type { Metric, ValueMetric } from './metric.ts'
import { addLanes, addWeightedLanes, lanes, type LaneStatistic } from './significance/resampled-lanes.ts'
import type { TaskOutcome, UserErrors } from './task.ts'

type Values = Pick<TaskOutcome, 'users' | 'perUser' | 'weights' | 'overall' | 'errors' | 'lists' | 'listLength'>

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
  const fill = fillOf(metric)
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const value = Number.isNaN(values[i]!) ? fill : values[i]!
    if (Number.isNaN(value)) continue
    const weight = weights ? weights[i]! : 1
    sum += weight * value
    total += weight
  }
  return sum / total
}

/**
 * How a metric of users or of predicted values is resampled: the figure of all folds together when each user counts as often as drawn; null for a metric
 * that has no values of users.
 *
 * @param numbers the number of each user among those that are drawn
 */
export function toStatistic(
  { metric, cutoff, name }: ChosenMetric,
  folds: readonly Values[],
  numbers: Int32Array,
): LaneStatistic | null {
  if ('prepare' in metric) {
    const fill = fillOf(metric)
    return meanOfParts(
      folds.map((fold) => meanOf(fold.users, fold.perUser[name]!, fold.weights?.[name], fill, numbers)),
    )
  }
  if ('compareLists' in metric) {
    const { users, values } = compareFolds(metric, cutoff, folds)
    return meanOf(users, values, undefined, NaN, numbers)
  }
  const errors = folds.flatMap((fold) => fold.errors ?? [])
  if (!('add' in metric) || errors.length === 0) return null
  return meanOfParts(errors.map((part) => figureOf(metric, name, part, numbers)))
}

const fillOf = (metric: Metric): number => ('fill' in metric ? metric.fill! : NaN)

function numberAll(users: Int32Array, numbers: Int32Array): Int32Array {
  return users.map((user) => numbers[user]!)
}

/** The mean over folds of what is defined. */
const meanOfParts =
  (parts: readonly LaneStatistic[]): LaneStatistic =>
  (draws, into) => {
    const values = new Float64Array(parts.length)
    const lane = parts.map(() => new Float64Array(lanes))
    parts.forEach((part, position) => part(draws, lane[position]!))
    for (let l = 0; l < lanes; l++) {
      for (let part = 0; part < parts.length; part++) values[part] = lane[part]![l]!
      into[l] = definedMean(values)
    }
  }

/** The mean of values of users, weighted where there are weights. */
function meanOf(
  users: Int32Array,
  values: Float64Array,
  weights: Float64Array | undefined,
  fill: number,
  numbers: Int32Array,
): LaneStatistic {
  const filled = values.map((value) => (Number.isNaN(value) ? fill : value))
  const isDefined = (_: number, row: number) => !Number.isNaN(filled[row]!)
  const units = numberAll(users.filter(isDefined), numbers)
  const column = filled.filter(isDefined)
  const weight = weights?.filter(isDefined)
  const ones = weight ? null : new Float64Array(units.length).fill(1)
  return (draws, into) => {
    const total = new Float64Array(lanes)
    into.fill(0)
    if (weight) addWeightedLanes(draws, units, column, weight, into, total)
    else {
      addLanes(draws, units, column, into)
      if (units.length === draws.units) total.set(draws.totals)
      else addLanes(draws, units, ones!, total)
    }
    for (let lane = 0; lane < lanes; lane++) into[lane]! /= total[lane]!
  }
}

/** The figure of the sums over all events of a fold. */
function figureOf(
  metric: ValueMetric,
  name: string,
  { users, events, sums }: UserErrors,
  numbers: Int32Array,
): LaneStatistic {
  const units = numberAll(users, numbers)
  const columns = Array.from({ length: metric.parts }, (_, part) =>
    Float64Array.from(users, (_, row) => sums[name]![row * metric.parts + part]!),
  )
  const counts = Float64Array.from(events)
  return (draws, into) => {
    const sum = (column: Float64Array) => {
      const added = new Float64Array(lanes)
      addLanes(draws, units, column, added)
      return added
    }
    const totals = columns.map(sum)
    const count = sum(counts)
    for (let lane = 0; lane < lanes; lane++)
      into[lane] = metric.finish(
        Float64Array.from(totals, (total) => total[lane]!),
        count[lane]!,
      )
  }
}
