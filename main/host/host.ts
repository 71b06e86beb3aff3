import os from 'node:os'
import type { WorkspaceInfo } from '../contract/api/workspace.ts'
import type { EventSource, Handlers } from '../contract/serve.ts'
import type { DataService } from '../data/service.ts'
import { RunStore } from '../runs/store.ts'
import { KeptChild } from './children.ts'
import { Estimates } from './estimates.ts'
import { abHandlers } from './handlers/ab.ts'
import { dataHandlers } from './handlers/data.ts'
import { modelHandlers } from './handlers/models.ts'
import { notebookHandlers } from './handlers/notebook.ts'
import { recommendHandlers } from './handlers/recommend.ts'
import { reportHandlers } from './handlers/reports.ts'
import { runHandlers } from './handlers/runs.ts'
import { workspaceHandlers } from './handlers/workspace.ts'
import { Hub } from './hub.ts'
import { JobQueue } from './jobs/queue.ts'
import type { ModelService } from './model-service.ts'
import { Runs } from './runs.ts'
import type { Services } from './services.ts'
import { Sources } from './source.ts'
import { Workspace } from './workspace.ts'

export interface HostOptions {
  /** The workspace folder; it is made when it is not there. */
  readonly workspace: string
  readonly shell: WorkspaceInfo['shell']
  /** Thread budget of a run that names none; absent: all cores. */
  readonly threads?: number
}

export interface Host {
  readonly handlers: Handlers
  readonly events: EventSource
  /** The children that run now. */
  processes(): readonly { readonly name: string; readonly pid: number }[]
  /** Cancels what is under way, ends all children and releases the workspace. */
  close(): Promise<void>
}

/**
 * Puts the engine together. Children start when they are first needed; the command line takes the workspace when it first writes, every other shell at once.
 *
 * @throws RecbenchError `conflict` when another engine has the workspace
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const hub = new Hub()
  const workspace = new Workspace(options.workspace, hub)
  if (options.shell !== 'command-line') workspace.claim()
  const queue = new JobQueue(hub)
  const data = new KeptChild<DataService>(
    {
      name: 'data process',
      entry: new URL('../data/data-process.ts', import.meta.url),
      arguments: [workspace.folder],
      prepare: () => workspace.claim(),
    },
    hub,
  )
  const models = new KeptChild<ModelService>(
    { name: 'model process', entry: new URL('./jobs/model-process.ts', import.meta.url) },
    hub,
  )
  const store = new RunStore(workspace.pathTo('runs'))
  const sources = new Sources(data, workspace, () => hub.emit('changed', { what: 'data' }))
  const threads = Math.min(options.threads ?? os.availableParallelism(), os.availableParallelism())
  const estimates = new Estimates(workspace)
  const runs = new Runs({ hub, queue, store, data, sources, estimates, threads, claim: () => workspace.claim() })
  const shell = options.shell
  const services: Services = { shell, threads, hub, workspace, queue, data, sources, store, runs, estimates, models }
  const notebook = notebookHandlers(services, () => handlers)
  const handlers: Handlers = {
    ...workspaceHandlers(services),
    ...dataHandlers(services),
    ...modelHandlers(),
    ...abHandlers(),
    ...runHandlers(services),
    ...recommendHandlers(services),
    ...notebook.handlers,
    ...reportHandlers(services),
  }
  return {
    handlers,
    events: hub,
    processes: () =>
      [data, models, ...runs.children()].flatMap(({ name, pid }) => (pid === undefined ? [] : { name, pid })),
    async close() {
      await queue.close()
      if (workspace.isClaimed) await store.emptyTrash()
      await Promise.all([data.stop(), models.stop(), notebook.close()])
      workspace.release()
    },
  }
}
