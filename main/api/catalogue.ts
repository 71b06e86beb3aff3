import type { MetricInfo, ModelInfo } from '../contract/api/models.ts'
import { currentRuntime } from './runtime.ts'

/** Every recommender with its settings. */
export const models = async (): Promise<readonly ModelInfo[]> =>
  (await currentRuntime().client()).call('models/list', {})

/** Every metric with its formula. */
export const metrics = async (): Promise<readonly MetricInfo[]> =>
  (await currentRuntime().client()).call('models/metrics', {})

/** Shows a value under the running cell: a table, a chart, text. */
export const display = (value: unknown): void => currentRuntime().display(value)
