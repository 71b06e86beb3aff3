import { signal } from '@preact/signals'
import type { MetricInfo, ModelInfo, SplitInfo } from '../../main/contract/api/models.ts'
import { call } from '../client/client.ts'

/** Models, metrics and splits of the engine; they do not change while it runs. */
export const models = signal<readonly ModelInfo[] | undefined>(undefined)
export const metrics = signal<readonly MetricInfo[] | undefined>(undefined)
export const splits = signal<readonly SplitInfo[] | undefined>(undefined)

export async function refreshCatalogue(): Promise<void> {
  const answers = await Promise.all([call('models/list', {}), call('models/metrics', {}), call('models/splits', {})])
  ;[models.value, metrics.value, splits.value] = answers
}
