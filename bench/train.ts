import { parseConfiguration, type Configuration } from '../main/contract/settings.ts'
import type { Interactions } from '../main/data/interactions.ts'
import { Random } from '../main/math/random.ts'
import { findRecommender } from '../main/recommenders/all.ts'
import type { Model, TrainContext } from '../main/recommenders/recommender.ts'

/** Trains a recommender of the product, as a task of the product does. */
export async function train(
  id: string,
  config: Configuration,
  log: Interactions,
  context: Partial<TrainContext> & Pick<TrainContext, 'threads'>,
): Promise<Model> {
  const recommender = findRecommender(id)
  return recommender.train(log, parseConfiguration(id, recommender.settings, config) as never, {
    random: (purpose) => new Random(1, id, purpose),
    backend: 'cpu',
    signal: new AbortController().signal,
    progress: () => undefined,
    loss: () => undefined,
    log: () => undefined,
    ...context,
  })
}
