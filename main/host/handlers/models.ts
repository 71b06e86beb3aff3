import type { modelCalls } from '../../contract/api/models.ts'
import { metricsOf } from '../../evaluation/all.ts'
import { describeEstimator, estimators } from '../../evaluation/off-policy/all.ts'
import { profiles } from '../../evaluation/profiles/all.ts'
import { splits } from '../../evaluation/splits/all.ts'
import { describe, recommenders } from '../../recommenders/all.ts'
import { describeMetric } from '../describe-metric.ts'
import type { GroupHandlers } from './data.ts'

/** The catalogue, as data. */
export const modelHandlers = (): GroupHandlers<typeof modelCalls> => ({
  'models/list': () => recommenders.map(describe),
  'models/metrics': ({ profile }) => metricsOf(profile).map(describeMetric),
  'models/profiles': () =>
    profiles.map(({ id, title, summary, reference, definitions }) => ({
      id,
      title,
      summary,
      reference,
      metrics: Object.keys(definitions),
    })),
  'models/splits': () => splits,
  'models/estimators': () => estimators.map(describeEstimator),
})
