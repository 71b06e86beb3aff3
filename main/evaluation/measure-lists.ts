import type { ChosenMetric } from './all.ts'
import type { Audience, MetricData } from './metric.ts'
import { ListCursor, rowsOf, type ListView, type RankedLists } from './ranked-lists.ts'
import type { TaskOutcome } from './task.ts'

/** Values per user aligned with the lists, their weights where a metric has them, and the metrics of all lists together. */
export type Measured = Pick<TaskOutcome, 'perUser' | 'overall'> & Required<Pick<TaskOutcome, 'weights'>>

/** Whether one of the metrics takes the lists of users without a relevant item too. */
export const needsEveryList = (metrics: readonly ChosenMetric[]): boolean =>
  metrics.some(({ metric }) => audienceOf(metric) === 'listed')

export const needsRanks = (metrics: readonly ChosenMetric[]): boolean =>
  metrics.some(({ metric }) => 'needsRanks' in metric && metric.needsRanks === true)

/**
 * Measures lists by every chosen metric of lists, all metrics of a user in one visit; lists outside a metric's audience are undefined for it. The test part may be a
 * getter: few need it.
 */
export function measureLists(
  lists: RankedLists,
  metrics: readonly ChosenMetric[],
  data: Omit<MetricData, 'cutoff'>,
): Measured {
  const perUser: Record<string, Float64Array> = {}
  const weights: Record<string, Float64Array> = {}
  const overall: Record<string, number> = {}
  const columns: Column[] = []
  const { items } = data.train
  const longest = metrics.reduce((most, { cutoff }) => Math.max(most, cutoff), 0)
  for (const { metric, cutoff, name } of metrics) {
    const given = {
      train: data.train,
      threshold: data.threshold,
      cutoff,
      get test() {
        return data.test
      },
    }
    const everybody = audienceOf(metric) === 'listed'
    const add = (to: typeof perUser, measure: Column['measure']) => {
      to[name] = new Float64Array(lists.users.length).fill(NaN)
      columns.push({ everybody, measure, values: to[name] })
    }
    if ('prepare' in metric) {
      add(perUser, metric.prepare(given))
      if (metric.weigh) add(weights, metric.weigh(given))
    } else if ('overall' in metric)
      overall[name] = metric.overall(rowsOf(lists, items, longest, audienceOf(metric)), given)
  }
  if (columns.length > 0) fill(columns, new ListCursor(lists, items, longest), lists.users.length)
  return { perUser, weights, overall }
}

/** Values of users to be filled in. */
interface Column {
  readonly everybody: boolean
  readonly measure: (list: ListView) => number
  readonly values: Float64Array
}

function fill(columns: readonly Column[], cursor: ListCursor, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const list = cursor.moveTo(row)
    for (const { everybody, measure, values } of columns)
      if (everybody || list.relevantCount > 0) values[row] = measure(list)
  }
}

const audienceOf = (metric: object): Audience => ('audience' in metric ? (metric.audience as Audience) : 'relevant')
