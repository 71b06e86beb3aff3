import * as v from 'valibot'
import {
  experimentSchema,
  spellings,
  tieOrders,
  type Correction,
  type Experiment,
  type SignificanceTest,
} from '../experiment.ts'
import type { JobId, RunId } from '../ids.ts'
import type { JobState } from '../progress.ts'
import type { Configuration } from '../settings.ts'
import type { RunEvent } from '../events.ts'
import { call } from './call.ts'
import type { Family } from './models.ts'
import type { AbTestResult, SequenceResult, PolicyLogSummary, PolicyRanking, PolicyResult } from './policies.ts'

export type * from './policies.ts'

/** A mean over users (or over folds for metrics without users) with its 95 % interval. Undefined is null and counted. */
export interface MetricResult {
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
  readonly folds: readonly (number | null)[]
  /** Users for whom the metric is undefined, over all folds. */
  readonly undefined: number
}

export interface ModelResult {
  readonly id: string
  /** What a table shows; distinguishes two configurations of one model. */
  readonly label: string
  readonly family: Family
  readonly config: Configuration
  readonly backend: string
  readonly threads: number
  readonly seconds: { readonly train: number; readonly evaluate: number }
  readonly metrics: Readonly<Record<string, MetricResult>>
  /** Share of scored user lists whose cut fell within a tie. */
  readonly tieRate: number
  readonly state: JobState
  readonly error: string | null
  /** What a reader should know of this row, such as lists that a file lacks. */
  readonly notes?: readonly string[]
  /** Every configuration that tuning tried, fold by fold in the order tried; empty without tuning. */
  readonly tuned: readonly TrialResult[]
  /** When the test part of each fold was read, which is after tuning; ISO 8601. */
  readonly testReadAt?: readonly string[]
}

/** One configuration tried on the validation part of one fold. */
export interface TrialResult {
  readonly fold: number
  readonly config: Configuration
  /** The tuning metric on validation, a mean over inner folds; null when undefined. */
  readonly value: number | null
  /** Share of a full training that it was given, 1 unless the search is `halving`; the sum over a fold is the budget spent. */
  readonly share: number
  readonly seconds: number
  /** Iterations kept by early stopping. */
  readonly iterations?: number
  readonly chosen: boolean
}

export interface TestResult {
  readonly metric: string
  /** Labels of the best model and of the one compared with it. */
  readonly a: string
  readonly b: string
  readonly p: number | null
  /** After the correction over all comparisons of this metric. */
  readonly adjusted: number | null
  /** Of the paired differences, as `effectSize` says. */
  readonly effect: number | null
  readonly effectSize: 'cohens-d-z' | 'rank-biserial' | 'win-difference'
  /** Mean over users of a − b, with Student's interval at 1 − level; a user's value is the mean over the folds the user was tested in. */
  readonly difference: number | null
  readonly low: number | null
  readonly high: number | null
  readonly test: SignificanceTest
  readonly correction: Correction
  /** An adjusted p below it is called significant. */
  readonly level: number
}

/** What a split lets through; shares from 0 to 1, means over folds. Null where it cannot be known without times. */
export interface LeakAudit {
  /** Test events older than a training event of the same user, and of another user. */
  readonly futureOfSameUser: number | null
  readonly futureOfOthers: number | null
  /** Test events whose pair of user and item is in training as well. */
  readonly repeatedPairs: number
  /** Users and items of the test that training does not have, as shares of those of the test. */
  readonly droppedUsers: number
  readonly droppedItems: number
  /** Test events at a time at which a training event happened as well. */
  readonly ties: number | null
  /** Sums over folds. */
  readonly counts: {
    readonly folds: number
    readonly testEvents: number
    readonly testUsers: number
    readonly testItems: number
    readonly repeatedPairs: number
    readonly droppedUsers: number
    readonly droppedItems: number
    /** Events that are in no part of a fold, such as the future of a rolling window. */
    readonly unused: number
  }
}

/** Every model among groups of users: a mean per segment and metric; null where nobody of a segment was tested. */
export interface SegmentResult {
  /** `activity`, `rfm`, `interest`, or a column of the table of users, as in `user:gender`. */
  readonly by: string
  readonly segments: readonly { readonly name: string; readonly users: number; readonly tested: number }[]
  readonly models: readonly {
    readonly label: string
    readonly metrics: Readonly<Record<string, readonly (number | null)[]>>
    /** Half the normal 95 % interval of each mean; null with fewer than two users. */
    readonly halfWidths: Readonly<Record<string, readonly (number | null)[]>>
  }[]
}

/** What `recbench compare --json` prints, and the leaderboard shows. */
export interface RunResults {
  readonly run: RunId
  readonly data: {
    readonly name: string
    readonly hash: string
    readonly users: number
    readonly items: number
    readonly interactions: number
  }
  readonly protocol: {
    readonly split: string
    readonly folds: number
    readonly candidates: string
    readonly ties: string
    readonly profile: string
    /** How each metric was defined, by its name: the profile's definition where it differs. */
    readonly formulas?: Readonly<Record<string, string>>
    readonly seed: number
    readonly threshold: number | null
    readonly usersEvaluated: number
    readonly testReadAt: string | null
  }
  readonly models: readonly ModelResult[]
  readonly tests: readonly TestResult[]
  readonly policies: readonly PolicyResult[]
  readonly policyLog: PolicyLogSummary | null
  /** By the estimator that can be trusted most to rank these policies. */
  readonly policyRanking?: PolicyRanking
  /** By every estimator that values two policies or more. */
  readonly policyRankings?: readonly PolicyRanking[]
  readonly sequences?: readonly SequenceResult[]
  /** Simulated A/B tests of the first model against each other one. */
  readonly abTests?: readonly AbTestResult[]
  readonly leak: LeakAudit
  /** Once the run has ended. */
  readonly segments?: readonly SegmentResult[]
  /** What was estimated before the run, and how it turned out. */
  readonly estimate?: {
    readonly before: RunEstimate
    readonly checks: readonly EstimateCheck[]
    /** Memory of the job process at its largest. */
    readonly peakBytes: number
  }
  readonly versions: Readonly<Record<string, string>>
}

export interface RunSummary {
  readonly id: RunId
  readonly title: string
  readonly state: JobState
  readonly data: string
  readonly models: readonly string[]
  /** Whether its models are valued as policies too. */
  readonly policies?: boolean
  readonly metric: string
  readonly best: { readonly label: string; readonly value: number } | null
  readonly split: string
  readonly seed: number
  readonly startedAt: string
  readonly seconds: number | null
  readonly bytes: number
  readonly tags: readonly string[]
  /** A run folder that cannot be read is listed with what is wrong; it never hides the others. */
  readonly damage: string | null
}

export interface Lane {
  readonly model: number
  readonly label: string
  readonly family: Family
  readonly state: JobState
  readonly folds: readonly { readonly state: JobState; readonly fraction: number }[]
  readonly stage: string
  readonly secondsLeft: number | null
  readonly error: string | null
}

export interface RunDetail {
  readonly summary: RunSummary
  readonly experiment: Experiment
  readonly job: JobId | null
  readonly fraction: number
  readonly secondsLeft: number | null
  readonly lanes: readonly Lane[]
  /** Present as soon as one fold of one model is done; `state` of each model says how final it is. */
  readonly results: RunResults | null
  readonly folder: string
  readonly machine: Readonly<Record<string, string>>
}

/** What one model of a run is expected to take: seconds of one training and of one evaluation, and of all its folds and trials on one thread. */
export interface ModelEstimate {
  readonly id: string
  readonly label: string
  readonly train: number
  readonly evaluate: number
  readonly trainings: number
  readonly seconds: number
  /** Memory that it holds at the most, beside the others. */
  readonly bytes: number
  readonly fits: boolean
}

/** Time and memory of a run before it starts. */
export interface RunEstimate {
  readonly models: readonly ModelEstimate[]
  /** Of the whole run, with `threads` threads. */
  readonly seconds: number
  readonly bytes: number
  readonly availableBytes: number
  readonly threads: number
}

interface Seconds {
  readonly train: number
  readonly evaluate: number
}

/** How a model's estimate turned out: seconds of one training and one evaluation, as estimated and as taken in processor time, means over folds. */
export interface EstimateCheck {
  readonly id: string
  readonly label: string
  readonly estimated: Seconds
  readonly taken: Seconds
  /** What earlier runs had corrected the estimate by. */
  readonly correction: Seconds
}

export interface PairedValues {
  readonly metric: string
  readonly models: readonly string[]
  readonly users: readonly string[]
  /** One array per model, aligned with `users`; mean over the folds a user was tested in; null where undefined. */
  readonly values: readonly (readonly (number | null)[])[]
  /** Training events of each user, averaged over folds, for segments by activity. */
  readonly activity: readonly number[]
}

/** Models ranked over the folds of one run or over several runs, with what Friedman's and Nemenyi's tests say. */
export interface RankComparison {
  readonly metric: string
  readonly over: 'folds' | 'runs'
  readonly blocks: readonly string[]
  /** Best average rank first; ranks and values by block. */
  readonly models: readonly {
    readonly label: string
    readonly id: string
    readonly family: Family
    readonly averageRank: number
    readonly ranks: readonly number[]
    readonly values: readonly number[]
  }[]
  readonly friedman: { readonly chiSquare: number; readonly df: number; readonly p: number }
  /** F is null when it is infinite: all blocks rank the models alike. */
  readonly imanDavenport: {
    readonly f: number | null
    readonly df: readonly [number, number]
    readonly p: number | null
  }
  /** Kendall's W, 0 … 1. */
  readonly concordance: number
  readonly level: number
  /** Average ranks that are at least this far apart differ at the level, by Nemenyi. */
  readonly criticalDifference: number
  /** Nemenyi's p of every pair, in the order of the models. */
  readonly pairs: readonly (readonly number[])[]
  /** Longest stretches of models, by their places, that do not differ. */
  readonly groups: readonly { readonly from: number; readonly to: number }[]
  /** Models without a value in every block. */
  readonly leftOut: readonly string[]
}

const run = v.strictObject({ run: v.string() })
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const runCalls = {
  'runs/start': call(v.strictObject({ experiment: experimentSchema, title: v.optional(v.string()) })).returns<{
    readonly run: RunId
    readonly job: JobId
  }>(),
  /** Data are imported and prepared on the way, as a run would. */
  'runs/estimate': call(v.strictObject({ experiment: experimentSchema })).returns<RunEstimate>(),
  'runs/list': call(v.strictObject({ query: v.optional(v.string(), '') })).returns<readonly RunSummary[]>(),
  'runs/get': call(run).returns<RunDetail>(),
  'runs/events': call(v.strictObject({ run: v.string(), after: v.optional(count, 0) })).returns<readonly RunEvent[]>(),
  'runs/pairs': call(v.strictObject({ run: v.string(), metric: v.string() })).returns<PairedValues>(),
  /** Over the folds of one run, or over several runs; the first metric when none is named. */
  'runs/ranks': call(
    v.strictObject({
      runs: v.pipe(v.array(v.string()), v.minLength(1)),
      metric: v.optional(v.string()),
      level: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), 0.05),
    }),
  ).returns<RankComparison>(),
  'runs/cancel': call(v.strictObject({ run: v.string(), model: v.optional(count) })).returns<null>(),
  'runs/resume': call(run).returns<{ readonly run: RunId; readonly job: JobId }>(),
  'runs/remove': call(v.strictObject({ runs: v.array(v.string()) })).returns<null>(),
  /** Undoes a removal within ten minutes. */
  'runs/restore': call(v.strictObject({ runs: v.array(v.string()) })).returns<null>(),
  'runs/tag': call(v.strictObject({ run: v.string(), tags: v.array(v.string()) })).returns<null>(),
  /** Writes each model's top lists, `user,item,rank,score`, one file per model and fold. */
  'runs/exportLists': call(v.strictObject({ run: v.string(), folder: v.string() })).returns<{
    readonly files: readonly string[]
  }>(),
  /** Evaluates lists made elsewhere on one given fold; the job's result is a RunResults with one model per file. */
  'runs/evaluateLists': call(
    v.strictObject({
      files: v.pipe(v.array(v.string()), v.minLength(1)),
      fold: v.strictObject({ train: v.string(), test: v.string() }),
      metrics: v.pipe(v.array(v.string()), v.minLength(1)),
      threshold: v.optional(v.number()),
      profile: v.optional(v.string(), 'recbench'),
      ties: v.optional(v.picklist(tieOrders), 'seeded'),
      seed: v.optional(v.number(), 2020),
    }),
  ).returns<JobId>(),
  'runs/spell': call(
    v.strictObject({ experiment: experimentSchema, spelling: v.picklist(spellings) }),
  ).returns<string>(),
  'runs/parse': call(v.strictObject({ text: v.string(), spelling: v.picklist(spellings) })).returns<Experiment>(),
} as const
