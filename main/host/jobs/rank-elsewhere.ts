import { Worker } from 'node:worker_threads'
import { RecbenchError } from '../../contract/errors.ts'
import type { RankElsewhere } from '../../evaluation/rank-in-parts.ts'
import type { RankedUsers } from '../../evaluation/rank-users.ts'

/** Ranks a part of the users of a task on a thread of its own. */
export const rankElsewhere: RankElsewhere = (request) => {
  const worker = new Worker(new URL('./rank-worker.ts', import.meta.url), { workerData: request })
  const ranked = new Promise<RankedUsers>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', (cause) =>
      reject(new RecbenchError('internal', `A thread that ranks users failed: ${(cause as Error).message}`, { cause })),
    )
    worker.once('exit', () => reject(new RecbenchError('crashed', 'A thread that ranks users ended early.')))
  })
  // Whoever gives the thread back early does not wait for its part.
  ranked.catch(() => undefined)
  return { ranked, end: () => void worker.terminate() }
}
