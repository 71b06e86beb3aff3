import { hasLens } from '../contract/policy-plan.ts'
import type { DatasetDetail, Profile } from '../contract/api/data.ts'
import type { MetricInfo, ModelInfo } from '../contract/api/models.ts'
import type { ReportFormat, ReportSection } from '../contract/api/reports.ts'
import type { PairedValues, RankComparison, RunDetail, RunResults } from '../contract/api/runs.ts'
import type { RunEvent } from '../contract/events.ts'
import type { Translate } from '../figures/words.ts'

/** Everything a report is made from; it asks nobody and reads no file. */
export interface ReportInput {
  readonly detail: RunDetail
  readonly results: RunResults
  /** The data set as it is now; null when it has been removed since. */
  readonly dataset: DatasetDetail | null
  readonly profile: Profile | null
  readonly models: readonly ModelInfo[]
  readonly metrics: readonly MetricInfo[]
  /** For curves of training; none are drawn without. */
  readonly events?: readonly RunEvent[] | undefined
  /** Per-user values of the first metric, for the charts by segment. */
  readonly pairs?: PairedValues | null | undefined
  /** Models ranked over the folds; null or absent with fewer than three models or two folds. */
  readonly ranks?: RankComparison | null | undefined
  /** Milliseconds since 1970; printed as the day of the report. */
  readonly at: number
}

export interface ReportOptions {
  readonly format: ReportFormat
  readonly sections: readonly ReportSection[]
  readonly title?: string | undefined
  readonly language: 'en' | 'zh'
}

/** What a section's builder gets. */
export interface Context extends ReportInput {
  readonly t: Translate
  /** The metric that ranks the tables: the first that was asked for. */
  readonly metric: string
}

/** Whether the run ranked held-out items; otherwise it valued its models as policies alone, and has no metrics. */
export const ranksModels = ({ detail }: Pick<ReportInput, 'detail'>): boolean =>
  hasLens(detail.experiment.policies, 'ranking')
