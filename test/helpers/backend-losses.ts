import { openBackend } from '../../main/kernels/tensorflow/open.ts'
import type { BackendId } from '../../main/kernels/tensorflow/backend.ts'
import { parseConfiguration } from '../../main/contract/settings.ts'
import { trainTiny } from '../../main/kernels/tensorflow/trial.ts'
import { Random } from '../../main/math/random.ts'
import { findRecommender } from '../../main/recommenders/all.ts'
import { generateLog } from '../fixtures/logs.ts'

/** What one backend computed: the losses of the trial, and of each epoch of small networks on the generated log. */
export interface BackendLosses {
  readonly title: string
  readonly trial: readonly number[]
  readonly mlp: readonly number[]
  readonly neumf: readonly number[]
}

const small = { embeddingSize: 4, batchSize: 2048, learningRate: 0.02, epochs: 3 }

export async function trainOn(id: BackendId): Promise<BackendLosses> {
  const { title } = await openBackend(id)
  return {
    title,
    trial: await trainTiny(),
    mlp: await losses('mlp', id, { ...small, layers: [8] }),
    neumf: await losses('neumf', id, { ...small, factors: 4, layers: [8, 4] }),
  }
}

async function losses(model: string, backend: BackendId, given: Record<string, unknown>): Promise<number[]> {
  const recommender = findRecommender(model)
  const found: number[] = []
  await recommender.train(generateLog(), parseConfiguration(model, recommender.settings, given) as never, {
    random: (purpose) => new Random(7, purpose),
    threads: 1,
    backend,
    signal: new AbortController().signal,
    progress: () => undefined,
    loss: (_epoch, training, validation) => found.push(training, validation!),
    log: () => undefined,
  })
  return found
}

/** Run as a program with the name of a backend: prints its losses as JSON, for a test that needs a process with its own environment. */
if (process.argv[1] === import.meta.filename)
  process.stdout.write(JSON.stringify(await trainOn(process.argv[2] as BackendId)), () => process.exit(0))
