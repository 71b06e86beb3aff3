import { readFileSync } from 'node:fs'
import os from 'node:os'
import type { workspaceCalls } from '../../contract/api/workspace.ts'
import type { BackendChoice } from '../../kernels/tensorflow/choose.ts'
import type { Services } from '../services.ts'
import { readVersions } from '../versions.ts'
import type { GroupHandlers } from './data.ts'

export function workspaceHandlers(services: Services): GroupHandlers<typeof workspaceCalls> {
  const { workspace, queue, hub, shell, threads, data, models } = services
  let found: Promise<BackendChoice> | undefined
  const backend = () => {
    found ??= models.call('backend', { asked: 'auto' }).catch((error: unknown) => {
      found = undefined
      throw error
    })
    return found
  }
  return {
    async 'workspace/info'() {
      return {
        folder: workspace.folder,
        shell,
        versions: readVersions(),
        threads,
        backend: await backend(),
        memory: { usedBytes: usedBytes([process.pid, data.pid, models.pid]), totalBytes: os.totalmem() },
        notices: hub.notices,
      }
    },
    'workspace/recall': ({ key }) => workspace.recall(key),
    async 'workspace/remember'({ key, value }) {
      await workspace.remember(key, value)
      return null
    },
    'jobs/list': () => queue.list(),
    'jobs/result': ({ job }) => queue.result(job),
    'jobs/cancel'({ job }) {
      queue.cancel(job)
      return null
    },
  }
}

/** Resident memory of processes; on Linux from the process table, elsewhere of this process alone. */
function usedBytes(pids: readonly (number | undefined)[]): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss()
  return pids.filter((pid) => pid !== undefined).reduce((sum, pid) => sum + residentBytes(pid), 0)
}

function residentBytes(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    return pages * 4096
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0
    throw error
  }
}
