import { Worker } from 'node:worker_threads'
import { RecbenchError } from '../../contract/errors.ts'
import type { CodedLog } from './arrange.ts'
import { writeColumns, type WrittenColumns } from './column-files.ts'

/** Below this a thread takes longer to start than to work. */
const threadedRows = 2 ** 18

/** Columns that are being written. */
export interface ColumnTask {
  readonly written: Promise<WrittenColumns>
  /** The hash, given the texts that end it. */
  hash(ends: readonly string[]): Promise<string>
  /** Gives the thread back, finished or not. */
  end(): void
}

/** Arranges and writes the columns of a log, a large one whose arrays lie in shared memory by a thread of its own. */
export function startColumns(log: CodedLog, draft: string): ColumnTask {
  if (log.user.length < threadedRows) {
    const { written, hash } = writeColumns(log, draft)
    return {
      written: Promise.resolve(written),
      hash(ends) {
        for (const text of ends) hash.update(text)
        return Promise.resolve(hash.digest('hex'))
      },
      end: () => undefined,
    }
  }
  const worker = new Worker(new URL('./column-worker.ts', import.meta.url), { workerData: { log, draft } })
  const answer = <T>() =>
    new Promise<T>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new RecbenchError('crashed', 'The thread that writes the log ended early.')))
    })
  const written = answer<WrittenColumns>()
  written.catch(() => undefined)
  return {
    written,
    hash(ends) {
      worker.postMessage(ends)
      return answer<string>()
    },
    end: () => void worker.terminate(),
  }
}
