import type { MetricInfo, ModelInfo, ProfileInfo } from '../contract/api/models.ts'
import { currentRuntime } from './runtime.ts'

/** Every recommender with its settings. */
export const models = async (): Promise<readonly ModelInfo[]> =>
  (await currentRuntime().client()).call('models/list', {})

/** Every metric with its formula; with the id of a profile, as its library defines it. */
export const metrics = async (profile?: string): Promise<readonly MetricInfo[]> =>
  (await currentRuntime().client()).call('models/metrics', profile === undefined ? {} : { profile })

/** Whose definitions of metrics a comparison can follow, with what differs. */
export const profiles = async (): Promise<readonly ProfileInfo[]> =>
  (await currentRuntime().client()).call('models/profiles', {})

/** Shows a value under the running cell: a table, a chart, text. */
export const display = (value: unknown): void => currentRuntime().display(value)
