import type { InteractionColumns } from '../data/interactions.ts'
import { breathe } from '../recommenders/breathe.ts'
import type { Model } from '../recommenders/recommender.ts'
import type { ChosenMetric } from './all.ts'
import type { PooledMetric, ValueMetric } from './metric.ts'
import type { UserErrors } from './task.ts'

/** A metric of predicted values as chosen. */
export type ChosenValueMetric = ChosenMetric & { readonly metric: ValueMetric | PooledMetric }

/** The sums of each user, and the figures of the fold. */
export interface MeasuredValues {
  readonly errors: UserErrors
  readonly overall: Readonly<Record<string, number>>
}

const blockRows = 65_536

/** Predicts every test event and measures the predictions. The caller has checked that the model predicts and that the log has values. */
export async function predictValues(
  predict: NonNullable<Model['predict']>,
  log: InteractionColumns,
  test: Int32Array,
  chosen: readonly ChosenValueMetric[],
  threshold: number | null,
  signal: AbortSignal,
): Promise<MeasuredValues> {
  const rows = sortByUser(log, test)
  const predicted = new Float64Array(rows.length)
  for (let from = 0; from < rows.length; from += blockRows) {
    const block = rows.subarray(from, from + blockRows)
    await predict(
      block.map((row) => log.user[row]!),
      block.map((row) => log.item[row]!),
      predicted.subarray(from, from + block.length),
    )
    await breathe(signal)
  }
  const actual = Float64Array.from(rows, (row) => log.value![row]!)
  const user = rows.map((row) => log.user[row]!)
  return measureValues(user, predicted, actual, chosen, threshold)
}

/** @param user of each event, events of one user side by side */
export function measureValues(
  user: Int32Array,
  predicted: Float64Array,
  actual: Float64Array,
  chosen: readonly ChosenValueMetric[],
  threshold: number | null,
): MeasuredValues {
  const starts = startsOf(user)
  const people = starts.length - 1
  const sums: Record<string, Float64Array> = {}
  const overall: Record<string, number> = {}
  const summed = chosen.flatMap(({ metric, name }) => {
    if ('pool' in metric) {
      overall[name] = metric.pool(predicted, actual, threshold)
      return []
    }
    return [{ metric, name, column: new Float64Array(people * metric.parts), total: new Float64Array(metric.parts) }]
  })
  for (let position = 0; position < people; position++) {
    const own = predicted.subarray(starts[position], starts[position + 1])
    const given = actual.subarray(starts[position], starts[position + 1])
    for (const { metric, column, total } of summed) {
      const { parts } = metric
      metric.add(column.subarray(position * parts, (position + 1) * parts), own, given, threshold)
      for (let part = 0; part < parts; part++) total[part]! += column[position * parts + part]!
    }
  }
  for (const { metric, name, column, total } of summed) {
    sums[name] = column
    overall[name] = metric.finish(total, user.length)
  }
  return {
    errors: {
      users: Int32Array.from({ length: people }, (_, position) => user[starts[position]!]!),
      events: Int32Array.from({ length: people }, (_, position) => starts[position + 1]! - starts[position]!),
      sums,
    },
    overall,
  }
}

/** Where the events of each user start, and where the last end. */
function startsOf(user: Int32Array): Int32Array {
  let people = 0
  for (let row = 0; row < user.length; row++) if (row === 0 || user[row] !== user[row - 1]) people++
  const starts = new Int32Array(people + 1)
  let found = 0
  for (let row = 0; row < user.length; row++) if (row === 0 || user[row] !== user[row - 1]) starts[found++] = row
  starts[people] = user.length
  return starts
}

/** The rows by user, each user's in the order given. */
function sortByUser(log: InteractionColumns, rows: Int32Array): Int32Array {
  const next = new Int32Array(log.users + 1)
  for (const row of rows) next[log.user[row]! + 1]!++
  for (let user = 0; user < log.users; user++) next[user + 1]! += next[user]!
  const sorted = new Int32Array(rows.length)
  for (const row of rows) sorted[next[log.user[row]!]!++] = row
  return sorted
}
