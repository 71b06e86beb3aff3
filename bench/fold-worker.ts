import { parentPort, workerData } from 'node:worker_threads'
import type { Configuration } from '../main/contract/settings.ts'
import { readSplit } from './data.ts'
import { train } from './train.ts'

/** What a thread of {@link FoldThreads} is started with. */
export interface FoldTask {
  readonly id: string
  readonly config: Configuration
  readonly folders: readonly string[]
}

const { id, config, folders } = workerData as FoldTask
const folds = folders.map(readSplit)

/** Trains on one fold and answers with the root of the mean squared error of its test pairs. */
async function fitAndTest(fold: number): Promise<number> {
  const log = folds[fold]!
  const model = await train(id, config, log.train, { threads: 1 })
  const predicted = new Float32Array(log.test.rows)
  await model.predict!(log.test.user, log.test.item, predicted)
  model.dispose?.()
  const squares = predicted.reduce((sum, value, row) => sum + (value - log.test.value![row]!) ** 2, 0)
  return Math.sqrt(squares / log.test.rows)
}

parentPort!.on('message', (fold: number) => {
  void fitAndTest(fold).then((error) => parentPort!.postMessage({ fold, error }))
})
parentPort!.postMessage('ready')
