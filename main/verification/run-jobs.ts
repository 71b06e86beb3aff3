import { Worker } from 'node:worker_threads'
import { describeError, type ErrorReport } from '../contract/errors.ts'
import { notCompared, type VerifiedRow } from './row.ts'
import type { Job, Places } from './section.ts'
import type { WorkerRequest } from './worker.ts'

type Answer = { readonly rows: readonly VerifiedRow[] } | { readonly error: ErrorReport }

/**
 * Carries out jobs on worker threads, the longest first; a job that stands alone gets every thread. A job that throws becomes a failed row with the reason.
 * Rows come in the order of the jobs, whatever the number of threads.
 */
export async function runJobs(
  jobs: readonly Job[],
  places: Places,
  threads: number,
  onDone: (job: Job, rows: readonly VerifiedRow[], seconds: number) => void,
): Promise<VerifiedRow[]> {
  const found = new Map<Job, readonly VerifiedRow[]>()
  const order = [...jobs].sort((a, b) => b.seconds - a.seconds)
  const drain = async (queue: Job[], each: number) => {
    let worker: Worker | undefined
    for (let job = queue.shift(); job; job = queue.shift()) {
      worker ??= new Worker(new URL('worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 4096 } })
      const began = performance.now()
      const rows = await ask(worker, { job, places, threads: each })
      found.set(job, rows)
      onDone(job, rows, (performance.now() - began) / 1000)
    }
    await worker?.terminate()
  }
  const alone = order.filter((job) => job.alone)
  const shared = order.filter((job) => !job.alone)
  await drain(alone, threads)
  await Promise.all(Array.from({ length: threads }, () => drain(shared, 1)))
  return jobs.flatMap((job) => found.get(job) ?? [])
}

function ask(worker: Worker, request: WorkerRequest): Promise<readonly VerifiedRow[]> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(error)
    worker.once('error', failed)
    worker.once('message', (answer: Answer) => {
      worker.off('error', failed)
      if ('rows' in answer) resolve(answer.rows)
      else resolve([notCompared(request.job.key, 'fail', describeError(answer.error).replaceAll('\n', ' '))])
    })
    worker.postMessage(request)
  })
}
