import type { ChosenMetric } from './all.ts'
import type { Audience, MetricData, RankedUser } from './metric.ts'
import type { TaskOutcome } from './task.ts'

/** Values per user aligned with the lists, their weights where a metric has them, and the metrics of all lists together. */
export type Measured = Pick<TaskOutcome, 'perUser' | 'overall'> & Required<Pick<TaskOutcome, 'weights'>>

/** Whether one of the metrics takes the lists of users without a relevant item too. */
export const needsEveryList = (metrics: readonly ChosenMetric[]): boolean =>
  metrics.some(({ metric }) => audienceOf(metric) === 'listed')

export const needsRanks = (metrics: readonly ChosenMetric[]): boolean =>
  metrics.some(({ metric }) => 'needsRanks' in metric && metric.needsRanks === true)

/** Measures lists by every chosen metric of lists; lists outside a metric's audience are undefined for it. The test part may be a getter: few need it. */
export function measureLists(
  lists: readonly RankedUser[],
  metrics: readonly ChosenMetric[],
  data: Omit<MetricData, 'cutoff'>,
): Measured {
  const perUser: Record<string, Float64Array> = {}
  const weights: Record<string, Float64Array> = {}
  const overall: Record<string, number> = {}
  const relevant = lists.filter((list) => list.relevant.length > 0)
  for (const { metric, cutoff, name } of metrics) {
    const given = {
      train: data.train,
      threshold: data.threshold,
      cutoff,
      get test() {
        return data.test
      },
    }
    if ('prepare' in metric) {
      const everybody = audienceOf(metric) === 'listed'
      const among = (of: (list: RankedUser) => number) =>
        Float64Array.from(lists, (list) => (everybody || list.relevant.length > 0 ? of(list) : NaN))
      perUser[name] = among(metric.prepare(given))
      if (metric.weigh) weights[name] = among(metric.weigh(given))
    } else if ('overall' in metric)
      overall[name] = metric.overall(audienceOf(metric) === 'listed' ? lists : relevant, given)
  }
  return { perUser, weights, overall }
}

const audienceOf = (metric: object): Audience => ('audience' in metric ? (metric.audience as Audience) : 'relevant')
