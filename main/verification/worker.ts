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

const port = parentPort!

async function answer({ job, places, threads }: WorkerRequest): Promise<void> {
  try {
    const rows = await findSection(job.section).run(job, { places, threads, signal: new AbortController().signal })
    port.postMessage({ rows })
  } catch (error) {
    port.postMessage({ error: toErrorReport(error) })
  }
}

port.on('message', (request: WorkerRequest) => void answer(request))
