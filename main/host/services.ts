import type { WorkspaceInfo } from '../contract/api/workspace.ts'
import type { RunStore } from '../runs/store.ts'
import type { KeptChild } from './children.ts'
import type { Estimates } from './estimates.ts'
import type { Hub } from './hub.ts'
import type { JobQueue } from './jobs/queue.ts'
import type { ModelService } from './model-service.ts'
import type { Runs } from './runs.ts'
import type { DataChild, Sources } from './source.ts'
import type { Workspace } from './workspace.ts'

/** What handlers work with; made once in `createHost`. */
export interface Services {
  readonly shell: WorkspaceInfo['shell']
  readonly threads: number
  readonly hub: Hub
  readonly workspace: Workspace
  readonly queue: JobQueue
  readonly data: DataChild
  readonly sources: Sources
  readonly store: RunStore
  readonly runs: Runs
  readonly estimates: Estimates
  /** Computes outside runs: recommendations, per-user values, which backend works. */
  readonly models: KeptChild<ModelService>
}
