import { buildInteractions } from '../../main/data/interactions.ts'
import type { Backend, BackendId } from '../../main/kernels/tensorflow/backend.ts'
import { openBackend } from '../../main/kernels/tensorflow/open.ts'
import { trainTiny } from '../../main/kernels/tensorflow/trial.ts'
import { Random } from '../../main/math/random.ts'
import { BatchMaker, cutValidation } from '../../main/recommenders/deep/examples.ts'
import { initialize, type Shape } from '../../main/recommenders/deep/network.ts'
import { NetworkOptimizer } from '../../main/recommenders/deep/optimizer.ts'
import { differentiate } from '../../main/recommenders/deep/trainer.ts'
import { generateLog } from '../fixtures/logs.ts'

/** What one backend computed: the losses of the trial, and of the first steps of both networks. */
export interface BackendLosses {
  readonly title: string
  readonly trial: readonly number[]
  readonly mlp: readonly number[]
  readonly neumf: readonly number[]
}

const steps = 3

export async function trainOn(id: BackendId): Promise<BackendLosses> {
  const backend = await openBackend(id)
  return {
    title: backend.title,
    trial: await trainTiny(),
    mlp: await lossesOf(backend, { embedding: 8, factors: 0, layers: [32] }),
    neumf: await lossesOf(backend, { embedding: 4, factors: 4, layers: [16, 8] }),
  }
}

async function lossesOf(backend: Backend, given: Pick<Shape, 'embedding' | 'factors' | 'layers'>): Promise<number[]> {
  const log = buildInteractions(generateLog())
  const shape = { users: log.users, items: log.items, ...given }
  const cut = cutValidation(log, 0.1, new Random('cut'))
  const parameters = initialize(shape, 0.3, new Random('parameters'))
  const optimizer = new NetworkOptimizer(parameters, 0.05, 1e-4)
  const losses: number[] = []
  for (const batch of new BatchMaker(cut, log.users, log.items, 4, 512).shuffled(cut.fit, new Random('batches'))) {
    const { loss, gradients } = await differentiate(backend, shape, parameters, batch)
    optimizer.step(batch, gradients)
    if (losses.push(loss) === steps) break
  }
  return losses
}

/** Run as a program with the name of a backend: prints its losses as JSON, for a test that needs a process with its own environment. */
if (process.argv[1] === import.meta.filename)
  process.stdout.write(JSON.stringify(await trainOn(process.argv[2] as BackendId)), () => process.exit(0))
