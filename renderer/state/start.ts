import { effect } from '@preact/signals'
import { getClient } from '../client/resolve.ts'
import { refreshCatalogue } from './catalogue.ts'
import { followDatasets, refreshDatasets } from './datasets.ts'
import { followJobs, refreshJobs } from './jobs.ts'
import { report } from './notices.ts'
import { followWorkspace, refreshWorkspace } from './workspace.ts'

/** Starts the stores: follows events, and asks for everything again after each connection. */
export function startStores(): void {
  followWorkspace()
  followJobs()
  followDatasets()
  effect(() => {
    if (getClient().connection.value.state !== 'connected') return
    for (const refresh of [refreshDatasets, refreshJobs, refreshWorkspace, refreshCatalogue])
      void refresh().catch(report)
  })
}
