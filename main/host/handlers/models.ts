import type { modelCalls } from '../../contract/api/models.ts'
import { metrics } from '../../evaluation/all.ts'
import { splits } from '../../evaluation/splits/all.ts'
import { describe, recommenders } from '../../recommenders/all.ts'
import { describeMetric } from '../describe-metric.ts'
import type { GroupHandlers } from './data.ts'

/** The catalogue, as data. */
export const modelHandlers = (): GroupHandlers<typeof modelCalls> => ({
  'models/list': () => recommenders.map(describe),
  'models/metrics': () => metrics.map(describeMetric),
  'models/splits': () => splits,
})
