import * as tf from '@tensorflow/tfjs-core'
import type { Interactions } from '../../data/interactions.ts'
import type { Backend, DenseArray } from '../../kernels/tensorflow/backend.ts'
import { binaryCrossEntropy, makePairs } from '../../kernels/tensorflow/pairs.ts'
import { breathe } from '../breathe.ts'
import type { TrainContext } from '../recommender.ts'
import { BatchMaker, cutValidation, type Batch } from './examples.ts'
import { initialize, logits, type Parameters, type Shape } from './network.ts'
import { NetworkOptimizer } from './optimizer.ts'
import { gatherRows } from './scoring.ts'
import { ValidationScore } from './validation.ts'

export interface TrainingPlan {
  readonly epochs: number
  /** Examples of one step, negatives included. */
  readonly batchSize: number
  readonly learningRate: number
  /** Negatives drawn afresh in every epoch for each positive. */
  readonly negatives: number
  /** Epochs in a row with neither a better ranking nor a lower loss on validation, after which training stops. */
  readonly patience: number
  readonly validationShare: number
  /** λ of the L2 penalty on the embeddings of a batch. */
  readonly regularization: number
  /** Standard deviation of the initial embeddings. */
  readonly initialDeviation: number
}

/**
 * Minimises binary cross-entropy over positives and sampled negatives with Adam, and returns the parameters of the epoch that ranked the validation part best.
 * Embedding tables stay outside the tape: a step gathers the rows of its batch, differentiates with respect to them, and moves these rows only.
 */
export async function trainNetwork(
  backend: Backend,
  shape: Shape,
  interactions: Interactions,
  plan: TrainingPlan,
  context: TrainContext,
): Promise<Parameters> {
  const parameters = initialize(shape, plan.initialDeviation, context.random('parameters'))
  const cut = cutValidation(interactions, plan.validationShare, context.random('validation'))
  const score = new ValidationScore(cut, context.random('validation users'))
  const maker = new BatchMaker(cut, shape.users, shape.items, plan.negatives, plan.batchSize)
  const held = [...maker.shuffled(cut.validation, context.random('validation negatives'))]
  const optimizer = new NetworkOptimizer(parameters, plan.learningRate, plan.regularization)
  const random = context.random('examples')
  const steps = maker.countBatches(cut.fit) * plan.epochs
  const report = makeReporter(context)
  let best = { epoch: 0, score: -1, parameters: copy(parameters) }
  let lowest = { epoch: 0, loss: Infinity }
  let done = 0
  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    const training = new WeightedMean()
    for (const batch of maker.shuffled(cut.fit, random)) {
      const { loss, gradients } = await differentiate(backend, shape, parameters, batch)
      optimizer.step(batch, gradients)
      training.add(loss, batch.labels.length)
      await report(++done / steps, `epoch ${epoch} of ${plan.epochs}`)
    }
    const loss = await meanLoss(backend, shape, parameters, held)
    const reached = await score.measure(backend, shape, parameters)
    context.loss(epoch, training.value!, loss, reached)
    if (reached === null || reached > best.score) best = { epoch, score: reached ?? -1, parameters: copy(parameters) }
    if (loss === null || loss < lowest.loss) lowest = { epoch, loss: loss ?? Infinity }
    if (epoch - Math.max(best.epoch, lowest.epoch) >= plan.patience) {
      context.log(`Stopped after epoch ${epoch}: NDCG@10 on validation was best after epoch ${best.epoch}.`)
      break
    }
  }
  return best.parameters
}

/** The loss of a batch and its gradients with respect to the batch's user rows, its item rows and the dense parameters. */
export function differentiate(backend: Backend, shape: Shape, parameters: Parameters, batch: Batch) {
  return backend.differentiate(inputsOf(parameters, batch), (tensors) => batchLoss(shape, tensors, batch))
}

async function meanLoss(backend: Backend, shape: Shape, parameters: Parameters, batches: readonly Batch[]) {
  const mean = new WeightedMean()
  for (const batch of batches) {
    const loss = await backend.compute(inputsOf(parameters, batch), (tensors) => batchLoss(shape, tensors, batch))
    mean.add(loss[0]!, batch.labels.length)
  }
  return mean.value
}

function inputsOf(parameters: Parameters, batch: Batch): DenseArray[] {
  return [
    gatherRows(parameters.userTable, batch.users),
    gatherRows(parameters.itemTable, batch.items),
    ...parameters.dense,
  ]
}

function batchLoss(shape: Shape, tensors: tf.Tensor[], { left, right, labels }: Batch): tf.Scalar {
  return binaryCrossEntropy(tf.tensor1d(labels), logits(shape, tensors, makePairs(left, right)))
}

class WeightedMean {
  #sum = 0
  #weight = 0

  add(value: number, weight: number): void {
    this.#sum += value * weight
    this.#weight += weight
  }

  /** Null before the first value. */
  get value(): number | null {
    return this.#weight === 0 ? null : this.#sum / this.#weight
  }
}

/** Reports progress and lets a cancellation in about ten times a second. */
function makeReporter({ progress, signal }: TrainContext) {
  let last = performance.now()
  return async (fraction: number, stage: string) => {
    if (performance.now() - last < 100) return
    progress(fraction, stage)
    await breathe(signal)
    last = performance.now()
  }
}

function copy({ userTable, itemTable, dense }: Parameters): Parameters {
  const copyOne = ({ values, shape }: DenseArray) => ({ values: values.slice(), shape })
  return { userTable: copyOne(userTable), itemTable: copyOne(itemTable), dense: dense.map(copyOne) }
}
