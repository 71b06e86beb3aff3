import type { LoopResult, RunResults, SequenceResult } from '../../contract/api/runs.ts'
import type { RunEventWithoutPlace } from '../../runs/journal.ts'
import type { Experiment } from '../../contract/experiment.ts'
import type { RunId } from '../../contract/ids.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import type { Configuration } from '../../contract/settings.ts'
import type { BanditLog, PreparedLog } from '../../data/service.ts'
import type { Feedback } from '../../evaluation/policies/describe-log.ts'
import type { AbArm } from '../../evaluation/policies/ab-arm.ts'
import type { EvaluatedPolicy } from '../../evaluation/policies/evaluate-policy.ts'
import type { RepeatRecord } from '../../evaluation/policies/play.ts'
import type { World } from '../../evaluation/policies/world.ts'
import type { Candidates } from '../../evaluation/candidates.ts'
import type { EstimateBasis } from '../estimates.ts'
import type { Fold, Task, TaskOutcome } from '../../evaluation/task.ts'
import type { Trial, TrialOutcome } from '../../evaluation/tuning/trial.ts'
import type { Tuned } from '../../evaluation/tuning/tune.ts'
import type { InteractionColumns } from '../../data/interactions.ts'

/** All that a job process needs to carry out a run. */
export interface RunPlan {
  readonly run: RunId
  /** The run's folder; outcomes of finished tasks are kept in `tasks/`. */
  readonly folder: string
  readonly experiment: Experiment
  readonly labels: readonly string[]
  readonly log: PreparedLog
  /** The person's own split, or null. */
  readonly folds: readonly Fold[] | null
  readonly policyLog: BanditLog | null
  readonly threads: number
  readonly versions: Readonly<Record<string, string>>
  readonly estimating: EstimateBasis
}

/** What a run tells while it goes on. Results are sent as models complete folds, without tests between models until the end. */
export type RunNews =
  | { readonly kind: 'event'; readonly event: RunEventWithoutPlace }
  | { readonly kind: 'results'; readonly results: RunResults }

export type UserColumns = Readonly<Record<string, readonly string[] | Float64Array | Int32Array>>

/** What the job process offers. */
export type RunService = {
  run(plan: RunPlan, task: RemoteTask): Promise<{ results: RunResults; userColumns: UserColumns | null }>
  cancelModel(p: { model: number }, task: RemoteTask): null
}

/** What a worker thread is started with. */
export interface WorkerPlan {
  readonly experiment: Experiment
  readonly log: InteractionColumns
  readonly folds: readonly Fold[]
  /** Sampled negatives of each fold. */
  readonly candidates?: readonly Candidates[]
  /** Threads of one task. */
  readonly threads: number
  /** For the stage that values policies: raw identifiers and logged feedback. */
  readonly policies?: {
    readonly itemNames: readonly string[]
    readonly userNames: readonly string[]
    readonly feedback: Feedback | null
  }
}

/** What a thread is asked to do: one task, or one model as a policy, on a backend. `flag` is raised to cancel it. */
export interface WorkerRequest<Subject> {
  readonly subject: Subject
  readonly backend: string
  readonly flag: Int32Array
}

/** A task with the configuration that a search has chosen. */
export interface TunedTask extends Task {
  readonly tuned?: Tuned
}

export interface PolicySubject {
  readonly model: number
  /** The configuration that tuning chose. */
  readonly config?: Configuration
}

/** A model in the simulated world that all threads share; null where nothing is simulated. */
export interface WorldSubject extends PolicySubject {
  readonly world: World | null
}

/** One repeat of the simulation of a model. */
export interface RepeatSubject extends PolicySubject {
  readonly world: World
  readonly scores: Float32Array | null
  readonly repeat: number
}

/** A model's part in a simulated A/B test. */
export interface AbSubject extends PolicySubject {
  readonly world: World
  readonly scores: Float32Array | null
}

/** A feedback loop with a model. */
export interface LoopSubject extends PolicySubject {
  readonly world: World
}

/** A policy of the plan for sequences, by its place there. */
export interface SequenceSubject extends PolicySubject {
  readonly policy: number
}

export type TaskNews =
  | { readonly kind: 'progress'; readonly fraction: number; readonly stage: string }
  | {
      readonly kind: 'loss'
      readonly epoch: number
      readonly training: number
      readonly validation: number | null
      readonly score: number | null
    }
  /** A repeat so far. */
  | { readonly kind: 'repeat'; readonly record: RepeatRecord }
  | { readonly kind: 'log'; readonly level: 'info' | 'warning'; readonly text: string }

export type WorkerService = {
  run(p: WorkerRequest<TunedTask>, task: RemoteTask): Promise<TaskOutcome>
  trial(p: WorkerRequest<Trial>, task: RemoteTask): Promise<TrialOutcome>
  makeWorld(p: WorkerRequest<PolicySubject>, task: RemoteTask): Promise<World>
  valuePolicy(p: WorkerRequest<WorldSubject>, task: RemoteTask): Promise<EvaluatedPolicy>
  simulate(p: WorkerRequest<RepeatSubject>, task: RemoteTask): Promise<RepeatRecord>
  ab(p: WorkerRequest<AbSubject>, task: RemoteTask): Promise<AbArm>
  loop(p: WorkerRequest<LoopSubject>, task: RemoteTask): Promise<LoopResult>
  sequences(p: WorkerRequest<SequenceSubject>, task: RemoteTask): Promise<SequenceResult>
}
