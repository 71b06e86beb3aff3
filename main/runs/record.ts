import type { Family } from '../contract/api/models.ts'
import type { RunResults, RunSummary } from '../contract/api/runs.ts'
import type { ErrorReport } from '../contract/errors.ts'
import type { Experiment } from '../contract/experiment.ts'
import type { RunId } from '../contract/ids.ts'
import type { JobState } from '../contract/progress.ts'
import { hasLens } from '../contract/policy-plan.ts'
import { describeSplit } from '../contract/splits.ts'
import type { PreparedLog } from '../data/service.ts'
import type { Owner } from './owner.ts'

/** `run.json`: what was asked, on what, by which software and machine, and how it ended. */
export interface RunRecord {
  readonly version: 1
  readonly id: RunId
  readonly title: string
  readonly experiment: Experiment
  /** One per model, in the experiment's order. */
  readonly labels: readonly string[]
  readonly families: readonly Family[]
  readonly state: JobState
  readonly error: ErrorReport | null
  /** The engine that runs it; null once it has ended. */
  readonly owner: Owner | null
  readonly startedAt: string
  readonly finishedAt: string | null
  /** Wall-clock seconds spent, over all sittings of a resumed run. */
  readonly seconds: number | null
  readonly data: RunResults['data'] | null
  readonly log: PreparedLog | null
  readonly versions: Readonly<Record<string, string>>
  readonly machine: Readonly<Record<string, string>>
  readonly best: RunSummary['best']
  readonly bytes: number
  readonly tags: readonly string[]
}

export function summarizeRecord(record: RunRecord, state: JobState): RunSummary {
  const { experiment } = record
  return {
    id: record.id,
    title: record.title,
    state,
    data: record.data?.name ?? experiment.data.name ?? experiment.data.file ?? 'given folds',
    models: record.labels,
    ...(experiment.policies ? { policies: true } : {}),
    metric: metricOf(experiment),
    best: record.best,
    split: hasLens(experiment.policies, 'ranking') ? describeSplit(experiment.split) : 'no ranking',
    seed: experiment.seed,
    startedAt: record.startedAt,
    seconds: record.seconds,
    bytes: record.bytes,
    tags: record.tags,
    damage: null,
  }
}

/** What the best model of a run is best by: its first metric, or the reward of a run that ranks nothing. */
export const metricOf = ({ metrics, policies }: Experiment): string =>
  hasLens(policies, 'ranking') ? metrics[0]! : 'reward'
