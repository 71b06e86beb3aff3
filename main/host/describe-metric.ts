import type { MetricInfo } from '../contract/api/models.ts'
import type { Metric } from '../evaluation/metric.ts'

/** What forms, help and reports show of a metric. */
export const describeMetric = (metric: Metric): MetricInfo => ({
  id: metric.id,
  title: metric.title,
  kind: metric.kind,
  summary: metric.summary,
  formula: metric.formula,
  takesCutoff: metric.takesCutoff,
  higherIsBetter: metric.higherIsBetter,
  range: metric.range,
})

export { higherIsBetter } from '../figures/format.ts'
