import type { Metric } from '../metric.ts'

/** Definitions of another library, by the id of the metric they replace; other metrics keep Recbench's. */
export interface Profile {
  readonly id: string
  readonly title: string
  /** One English sentence: what differs. */
  readonly summary: string
  /** Library, version and where its definitions stand. */
  readonly reference: string
  readonly definitions: Readonly<Record<string, Metric>>
}
