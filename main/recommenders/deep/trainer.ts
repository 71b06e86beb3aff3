import type { Interactions } from '../../data/interactions.ts'
import { breathe } from '../breathe.ts'
import type { TrainContext } from '../recommender.ts'
import { BatchMaker, cutValidation, type Batch } from './examples.ts'
import { openPairLearner, type LearningPlan, type PairLearner } from './pair-learner.ts'
import { initialize, type Parameters, type Shape } from './shape.ts'
import { ValidationScore } from './validation.ts'

export interface TrainingPlan extends LearningPlan {
  readonly epochs: number
  /** Examples of one step, negatives included. */
  readonly batchSize: number
  /** Negatives drawn afresh in every epoch for each positive. */
  readonly negatives: number
  /** Epochs in a row with neither a better ranking nor a lower loss on validation, after which training stops. */
  readonly patience: number
  readonly validationShare: number
  /** Standard deviation of the initial embeddings. */
  readonly initialDeviation: number
}

/**
 * Minimises binary cross-entropy over positives and sampled negatives with Adam, and returns the parameters of the epoch that ranked the validation part best;
 * without a validation part, those of the last.
 */
export async function trainNetwork(
  shape: Shape,
  interactions: Interactions,
  plan: TrainingPlan,
  context: TrainContext,
): Promise<Parameters> {
  const start = initialize(shape, plan.initialDeviation, context.random('parameters'))
  const learner = await openPairLearner(context.backend, shape, start, plan, context.threads)
  const cut = cutValidation(interactions, plan.validationShare, context.random('validation'))
  const score = new ValidationScore(cut, context.random('validation users'))
  const maker = new BatchMaker(cut, shape.users, shape.items, plan.negatives, plan.batchSize)
  const held = [...maker.shuffled(cut.validation, context.random('validation negatives'))]
  const random = context.random('examples')
  const steps = maker.countBatches(cut.fit) * plan.epochs
  const report = makeReporter(context)
  let best = { epoch: 0, score: -1, parameters: start }
  let lowest = { epoch: 0, loss: Infinity }
  let done = 0
  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    const training = new WeightedMean()
    for (const batch of maker.shuffled(cut.fit, random)) {
      training.add(await learner.step(batch), batch.labels.length)
      await report(++done / steps, `epoch ${epoch} of ${plan.epochs}`)
    }
    context.progress(done / steps, `validation of epoch ${epoch} of ${plan.epochs}`)
    const loss = await meanLoss(learner, held)
    const reached = await score.measure(learner, shape.items)
    context.loss(epoch, training.value!, loss, reached)
    if (reached === null || reached > best.score)
      best = { epoch, score: reached ?? -1, parameters: learner.parameters() }
    if (loss === null || loss < lowest.loss) lowest = { epoch, loss: loss ?? Infinity }
    if (epoch - Math.max(best.epoch, lowest.epoch) >= plan.patience) {
      context.log(`Stopped after epoch ${epoch}: NDCG@10 on validation was best after epoch ${best.epoch}.`)
      break
    }
  }
  return best.parameters
}

async function meanLoss(learner: PairLearner, batches: readonly Batch[]) {
  const mean = new WeightedMean()
  for (const batch of batches) mean.add(await learner.loss(batch), batch.labels.length)
  return mean.value
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
