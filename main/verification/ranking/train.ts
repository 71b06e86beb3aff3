import { parseConfiguration } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { Model } from '../../recommenders/recommender.ts'
import type { JobContext } from '../section.ts'
import { orderEquals } from './library-order.ts'
import type { ListRules, Reproduction } from './reproduction.ts'

/** Trains what reproduces a reference model. */
export async function trainReproduction(
  { recommender: id, config }: Pick<Reproduction, 'recommender' | 'config'>,
  train: Interactions,
  { seed, fold }: { readonly seed: number; readonly fold: number },
  { threads, signal }: Pick<JobContext, 'threads' | 'signal'>,
): Promise<Model> {
  const recommender = findRecommender(id)
  return recommender.train(train, parseConfiguration(`model ${id}`, recommender.settings, config) as never, {
    random: (purpose) => new Random(seed, id, fold, purpose),
    threads,
    backend: 'wasm',
    signal,
    progress: () => undefined,
    loss: () => undefined,
    log: () => undefined,
  })
}

/** The model with what a library does for strangers and for items without a score. */
export function underRules(
  model: Model,
  { strangers, dropZeros, lengthsOfHistories, equals, config }: ListRules & Pick<Reproduction, 'config'>,
  train: Interactions,
): Model {
  const order = orderEquals(equals, model, train, Number(config['neighbours'] ?? 0))
  return {
    ...model,
    async score(users, into) {
      await model.score(users, into)
      users.forEach((user, row) => {
        const line = into.subarray(row * train.items, (row + 1) * train.items)
        const length = train.byUser.offsets[user + 1]! - train.byUser.offsets[user]!
        if (length === 0 && strangers !== 'model')
          return void line.fill(strangers === 'zeros' && !dropZeros ? 0 : -Infinity)
        if (lengthsOfHistories) for (let item = 0; item < line.length; item++) line[item]! *= Math.sqrt(length)
        order(user, line)
        if (dropZeros) for (let item = 0; item < line.length; item++) if (line[item] === 0) line[item] = -Infinity
      })
    },
  }
}
