import type { Configuration } from '../contract/settings.ts'
import type { Interactions } from '../data/interactions.ts'
import { Random } from '../math/random.ts'
import type { AnyRecommender, Model, TrainContext } from '../recommenders/recommender.ts'
import type { RankElsewhere } from './rank-in-parts.ts'
import type { TaskInput, TaskObserver } from './task.ts'

/** The machinery a task runs on; it must not change a result on CPU. */
export interface TaskMachine {
  readonly threads: number
  readonly backend: string
  /** Ranks a part of the users on another thread; absent where there is none. */
  readonly rankElsewhere?: RankElsewhere
}

/** Share of the progress that training takes; the rest is evaluation. */
export const trainingShare = 0.8

/** Trains with every random stream derived from the experiment's seed, the model, the fold and the purpose. */
export async function trainModel(
  recommender: AnyRecommender,
  train: Interactions,
  config: Configuration,
  { experiment, fold }: Pick<TaskInput, 'experiment' | 'fold'>,
  observer: TaskObserver & TaskMachine,
  stopAfter?: TrainContext['stopAfter'],
): Promise<Model> {
  observer.signal.throwIfAborted()
  return recommender.train(train, config as never, {
    random: (purpose) => new Random(experiment.seed, recommender.id, fold, purpose),
    threads: observer.threads,
    backend: observer.backend,
    signal: observer.signal,
    progress: (fraction, stage) => observer.progress(trainingShare * fraction, stage),
    loss: (epoch, training, validation, score) => observer.loss(epoch, training, validation, score),
    log: (text) => observer.log('info', text),
    ...(stopAfter && { stopAfter }),
  })
}
