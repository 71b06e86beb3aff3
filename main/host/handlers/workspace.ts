import { readFileSync } from 'node:fs'
import os from 'node:os'
import type { Result } from '../../contract/api/index.ts'
import type { workspaceCalls } from '../../contract/api/workspace.ts'
import { describeError, toErrorReport } from '../../contract/errors.ts'
import type { Services } from '../services.ts'
import { readVersions } from '../versions.ts'
import type { GroupHandlers } from './data.ts'

const pauseBeforeTrial = 2000

export function workspaceHandlers(services: Services): GroupHandlers<typeof workspaceCalls> {
  const { workspace, queue, hub, shell, threads, data, models, runs } = services
  const backend = tryBackend(() => models.call('backend', { asked: 'auto' }))
  return {
    'workspace/info'() {
      return {
        folder: workspace.folder,
        shell,
        versions: readVersions(),
        threads,
        backend: backend(),
        memory: { usedBytes: usedBytes([process, data, models, ...runs.children()]), totalBytes: os.totalmem() },
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

type Backend = Result<'workspace/info'>['backend']

/** Tries backends after the first question, when the window has had time to appear, and answers with what is known so far. */
function tryBackend(choose: () => Promise<Backend>): () => Backend {
  let known: Backend = { id: 'auto', title: 'Being tried', reason: 'A trial training on each backend is under way.' }
  let begun = false
  const begin = async () => {
    try {
      known = await choose()
    } catch (error) {
      const report = toErrorReport(error)
      known = { id: 'none', title: 'None', reason: describeError(report) }
      begun = report.code !== 'crashed'
    }
  }
  return () => {
    if (!begun) setTimeout(() => void begin(), pauseBeforeTrial).unref()
    begun = true
    return known
  }
}

/** Resident memory of processes; on Linux from the process table, elsewhere of this process alone. */
function usedBytes(processes: readonly { readonly pid?: number | undefined }[]): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss()
  return processes.reduce((sum, { pid }) => sum + (pid === undefined ? 0 : residentBytes(pid)), 0)
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
