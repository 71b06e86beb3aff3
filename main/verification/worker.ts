import { parentPort } from 'node:worker_threads'
import { toErrorReport } from '../contract/errors.ts'
import type { Job, Places } from './section.ts'
import { findSection } from './sections/all.ts'

/** What the main thread asks, one job at a time. */
export interface WorkerRequest {
  readonly job: Job
  readonly places: Places
  readonly threads: number
}

parentPort!.on('message', ({ job, places, threads }: WorkerRequest) => {
  const context = { places, threads, signal: new AbortController().signal }
  findSection(job.section)
    .run(job, context)
    .then(
      (rows) => parentPort!.postMessage({ rows }),
      (error: unknown) => parentPort!.postMessage({ error: toErrorReport(error) }),
    )
})
