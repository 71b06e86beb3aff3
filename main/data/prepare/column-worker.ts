import { parentPort, workerData } from 'node:worker_threads'
import type { CodedLog } from './arrange.ts'
import { writeColumns } from './column-files.ts'

/** Posts what was written, then, for the texts that end the hash, the hash. */
const { log, draft } = workerData as { log: CodedLog; draft: string }
const { written, hash } = writeColumns(log, draft)
parentPort!.once('message', (ends: readonly string[]) => {
  for (const text of ends) hash.update(text)
  parentPort!.postMessage(hash.digest('hex'))
})
parentPort!.postMessage(written)
