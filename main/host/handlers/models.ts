import type { MetricInfo, modelCalls } from '../../contract/api/models.ts'
import { metrics } from '../../evaluation/all.ts'
import type { Metric } from '../../evaluation/metric.ts'
import { splits } from '../../evaluation/splits/all.ts'
import { describe, recommenders } from '../../recommenders/all.ts'
import type { GroupHandlers } from './data.ts'

/** The catalogue, as data. */
export const modelHandlers = (): GroupHandlers<typeof modelCalls> => ({
  'models/list': () => recommenders.map(describe),
  'models/metrics': () => metrics.map(describeMetric),
  'models/splits': () => splits,
})

const describeMetric = (metric: Metric): MetricInfo => ({
  id: metric.id,
  title: metric.title,
  kind: metric.kind,
  summary: metric.summary,
  formula: metric.formula,
  takesCutoff: metric.takesCutoff,
  higherIsBetter: metric.higherIsBetter,
  range: metric.range,
})
