import type { Metric, UserMetric } from '../metric.ts'

/** Definitions of another library, by the id of the metric they replace; other metrics keep Recbench's. */
export interface Profile {
  readonly id: string
  readonly title: string
  /** One English sentence: what differs. */
  readonly summary: string
  /** Library, version and where its definitions stand. */
  readonly reference: string
  readonly definitions: Readonly<Record<string, Metric>>
  /** How the library orders a list that it reads from a file, best first, given scores and identifiers; absent: by score as it stands. */
  order?(scores: Float64Array, names: readonly string[]): Int32Array
}

/** The same metrics, by their ids, with users left out who have an empty list. */
export const leaveOutEmptyLists = (metrics: readonly UserMetric[]): Record<string, UserMetric> =>
  byId(
    metrics.map((metric) => ({
      ...metric,
      formula: `${metric.formula}; users with an empty list are left out`,
      prepare(data) {
        const measure = metric.prepare(data)
        return (user) => (user.length === 0 ? NaN : measure(user))
      },
    })),
  )

export const byId = <M extends Metric>(metrics: readonly M[]): Record<string, M> =>
  Object.fromEntries(metrics.map((metric) => [metric.id, metric]))
