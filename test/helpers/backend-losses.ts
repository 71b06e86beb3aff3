import { parseConfiguration } from '../../main/contract/settings.ts'
import type { BackendId } from '../../main/kernels/tensorflow/backend.ts'
import { openBackend } from '../../main/kernels/tensorflow/open.ts'
import { trainTiny } from '../../main/kernels/tensorflow/trial.ts'
import { Random } from '../../main/math/random.ts'
import { findRecommender } from '../../main/recommenders/all.ts'
import { BatchMaker, cutValidation } from '../../main/recommenders/deep/examples.ts'
import { initialize } from '../../main/recommenders/deep/shape.ts'
import { TensorLearner } from '../../main/recommenders/deep/tensor-learner.ts'
import { checkerboard } from '../fixtures/logs.ts'
import { runOperations } from './backend-operations.ts'

/** What one backend computed. */
export interface BackendReport {
  readonly title: string
  /** Losses of the trial that a backend is chosen by. */
  readonly trial: readonly number[]
  /** Losses of training and of validation, epoch after epoch, of each training of `trainings`. */
  readonly models: Readonly<Record<string, readonly number[]>>
  /** Losses of three steps of a network in TensorFlow.js, whatever the backend runs models of this kind with. */
  readonly tensors: readonly number[]
  /** See `runOperations`. */
  readonly operations: Readonly<Record<string, readonly (readonly number[])[]>>
}

const brief = { epochs: 2, batchSize: 128, learningRate: 0.02, negatives: 2 }
/** Small, for plain JavaScript sums segments by comparing every row with every segment. */
const log = checkerboard()

/** Every deep model of the catalogue, in each of its forms. */
export const trainings: Readonly<Record<string, { readonly id: string; readonly config: Record<string, unknown> }>> = {
  mlp: { id: 'mlp', config: { ...brief, embeddingSize: 8, layers: [32] } },
  'mlp of two layers': { id: 'mlp', config: { ...brief, embeddingSize: 5, layers: [12, 7] } },
  neumf: { id: 'neumf', config: { ...brief, embeddingSize: 4, factors: 6, layers: [16, 8] } },
}

export async function reportOf(id: BackendId): Promise<BackendReport> {
  const backend = await openBackend(id)
  const trial = await trainTiny()
  const models: Record<string, number[]> = {}
  for (const name of Object.keys(trainings)) models[name] = await trainOn(id, name)
  return { title: backend.title, trial, models, tensors: await stepOn(id), operations: await runOperations(backend) }
}

/** The losses of a model's training. */
export async function trainOn(backend: BackendId, name: string): Promise<number[]> {
  const { id, config } = trainings[name]!
  const { train, settings } = findRecommender(id)
  const losses: number[] = []
  const none = () => undefined
  await train(log, parseConfiguration(id, settings, config) as never, {
    random: (purpose) => new Random('backends', purpose),
    signal: new AbortController().signal,
    loss: (_epoch, training, validation) => losses.push(training, validation!),
    ...{ backend, threads: 1, progress: none, log: none },
  })
  return losses
}

async function stepOn(id: BackendId): Promise<number[]> {
  const shape = { users: log.users, items: log.items, embedding: 4, factors: 4, layers: [16, 8] }
  const parameters = initialize(shape, 0.3, new Random('parameters'))
  const plan = { learningRate: 0.05, regularization: 1e-4 }
  const learner = new TensorLearner(await openBackend(id), shape, parameters, plan)
  const cut = cutValidation(log, 0.1, new Random('cut'))
  const losses: number[] = []
  for (const batch of new BatchMaker(cut, log.users, log.items, 4, 128).shuffled(cut.fit, new Random('batches')))
    if (losses.push(await learner.step(batch)) === 3) break
  return losses
}

/** Run as a program with the name of a backend: prints its report as JSON, for a test that needs a process with its own environment. */
if (process.argv[1] === import.meta.filename)
  process.stdout.write(JSON.stringify(await reportOf(process.argv[2] as BackendId)), () => process.exit(0))
