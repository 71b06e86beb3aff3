import type { SegmentGroup, StreamResult } from '../contract/api/recommend.ts'
import type { LeakAudit, PairedValues, RunResults } from '../contract/api/runs.ts'
import type { RemoteTask } from '../contract/remote.ts'
import type { Configuration } from '../contract/settings.ts'
import type { PreparedLog } from '../data/service.ts'
import type { SplitPlan } from '../contract/splits.ts'
import type { LogShape } from '../evaluation/estimate/shape.ts'
import type { StreamPlan } from '../evaluation/stream/learn-stream.ts'
import type { Fold } from '../evaluation/task.ts'
import type { BackendChoice } from '../kernels/tensorflow/choose.ts'
import type { RunRecord } from '../runs/record.ts'
import type { ForeignListsRequest } from './jobs/foreign-lists.ts'
import type { LeakRequest } from './jobs/leak.ts'

/** A model trained on a whole log. */
export interface ModelRequest {
  readonly log: PreparedLog
  readonly model: { readonly id: string; readonly config: Configuration }
  readonly seed: number
  readonly backend: string
  readonly threads: number
  /** Folder in which trained models are kept. */
  readonly folder: string
}

/** What a list is asked of one model. Identifiers are raw. */
export interface ListRequest extends ModelRequest {
  readonly user: string | null
  readonly history: readonly string[] | null
  readonly k: number
}

export interface SegmentsRequest {
  readonly log: PreparedLog
  readonly seed: number
}

/** Which users of a segment are to be told of which items; without items, of the `top` ones. */
export interface PushRequest extends ModelRequest {
  readonly segment: string
  readonly items: readonly string[] | null
  readonly top: number
  /** Users per item. */
  readonly limit: number
}

export interface PushAnswer {
  readonly segment: { readonly name: string; readonly users: number }
  readonly items: readonly {
    readonly item: string
    readonly users: readonly { readonly user: string; readonly rank: number; readonly score: number }[]
  }[]
}

export interface ListAnswer {
  readonly items: readonly {
    readonly item: string
    readonly score: number
    readonly explanation: {
      readonly exact: boolean
      readonly parts: readonly { readonly item: string; readonly amount: number; readonly shared?: readonly string[] }[]
      readonly rest: number
    } | null
  }[]
  /** Items most similar to the first of the list. */
  readonly similar: readonly { readonly item: string; readonly similarity: number }[]
  readonly note: string | null
}

/** A log and how it is cut; `folds` are the person's own. */
export interface ShapeRequest {
  readonly log: PreparedLog
  readonly folds: readonly Fold[] | null
  readonly split: SplitPlan
  readonly seed: number
}

export interface StreamRequest {
  readonly log: PreparedLog
  readonly plan: StreamPlan
}

/** What the model process offers: computing outside runs, so that the engine never blocks. */
export type ModelService = {
  list(p: ListRequest, task: RemoteTask): Promise<ListAnswer>
  segments(p: SegmentsRequest, task: RemoteTask): Promise<readonly SegmentGroup[]>
  push(p: PushRequest, task: RemoteTask): Promise<PushAnswer>
  stream(p: StreamRequest, task: RemoteTask): Promise<StreamResult>
  pairs(
    p: { record: RunRecord; folder: string; metric: string; folds: readonly Fold[] | null },
    task: RemoteTask,
  ): Promise<PairedValues>
  /** Writes each model's top lists as `user,item,rank,score`, one file per model and fold, and returns the files. */
  exportLists(p: { record: RunRecord; folder: string; target: string }, task: RemoteTask): Promise<readonly string[]>
  evaluateLists(p: ForeignListsRequest, task: RemoteTask): Promise<RunResults>
  /** What a split of a log would let through. */
  leak(p: LeakRequest, task: RemoteTask): Promise<LeakAudit>
  shape(p: ShapeRequest, task: RemoteTask): Promise<LogShape>
  backend(p: { asked: string }, task: RemoteTask): Promise<BackendChoice>
}
