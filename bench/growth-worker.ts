import { readPrepared } from '../main/data/prepared.ts'
import { selectRows, type InteractionColumns } from '../main/data/interactions.ts'
import type { Configuration } from '../main/contract/settings.ts'
import { describeError, toErrorReport } from '../main/contract/errors.ts'
import { qualityOf } from './lists.ts'
import { timed } from './measure.ts'
import { mark } from './side.ts'
import { train } from './train.ts'
import { nobody, withWorkspace } from './workspace.ts'

/** What one part of the journey took on a log of one size. */
export interface Phase {
  readonly id: string
  readonly seconds: number
  readonly cpu: number
}

/** What a recommender is trained with at every size. */
const models: Readonly<Record<string, { readonly id: string; readonly config: Configuration }>> = {
  als: { id: 'ials', config: { factors: 64, iterations: 3 } },
  bpr: { id: 'bpr', config: { factors: 64, epochs: 1 } },
  knn: { id: 'item-knn', config: { neighbours: 50 } },
}

/** One event in ten, in the order of the log, is withheld from training. */
const withheld = 10

/** `node bench/growth-worker.ts FILE SCRATCH THREADS`: imports a log, trains on it and evaluates, in one process; a line for each part. */
async function main(file: string, scratch: string, threads: number): Promise<void> {
  const tell = async <Result>(id: string, work: () => Result | Promise<Result>): Promise<Result> => {
    const { result, seconds, cpu } = await timed(work)
    const phase: Phase = { id, seconds, cpu }
    process.stdout.write(`${mark}${JSON.stringify(phase)}\n`)
    return result
  }
  const log = await tell('import', () =>
    withWorkspace(scratch, async (service) => {
      const { data } = await service.import({ file, name: 'events', options: {} }, nobody)
      return readPrepared(await service.prepare({ name: data, recipe: [] }, nobody))
    }),
  )
  const { training, test } = await tell('split', () => cut(log))
  const known = await tell('als', () => fit('als', training, threads))
  await tell('evaluation', () => qualityOf(known, 'ials', { train: training, test }, threads))
  known.dispose?.()
  for (const name of ['bpr', 'knn']) (await tell(name, () => fit(name, training, threads))).dispose?.()
}

const fit = (name: string, log: ReturnType<typeof selectRows>, threads: number) => {
  const { id, config } = models[name]!
  return train(id, config, log, { threads })
}

function cut(log: InteractionColumns) {
  const rows = log.user.length
  const tested = Math.floor(rows / withheld)
  const test = new Int32Array(tested)
  const training = new Int32Array(rows - tested)
  for (let row = 0, at = 0, other = 0; row < rows; row++)
    if (row % withheld === withheld - 1) test[at++] = row
    else training[other++] = row
  return { training: selectRows(log, training), test: selectRows(log, test) }
}

try {
  const [file = '', scratch = '', threads = '1'] = process.argv.slice(2)
  await main(file, scratch, Number(threads))
} catch (error) {
  process.stdout.write(`${mark}${JSON.stringify({ error: describeError(toErrorReport(error)) })}\n`)
  process.exitCode = 1
}
