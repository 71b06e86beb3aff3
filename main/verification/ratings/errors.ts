import { parseConfiguration } from '../../contract/settings.ts'
import { selectRows, type Interactions } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { ReadFolds } from '../read-folds.ts'

/** Root mean squared and mean absolute error of one fold, and the test rows for which the model had nothing to go by. */
export interface FoldErrors {
  readonly rmse: number
  readonly mae: number
  readonly impossible: number
  readonly predicted: Float64Array
  readonly test: Interactions
}

/**
 * Trains a model of the catalogue on one fold and predicts its test rows in their order, as the product does.
 *
 * @param model predictions are clipped to its scale, or to that of every rating in the files, since the Surprise library is told the scale of a data set
 */
export async function predictFold(
  { log, folds }: ReadFolds,
  fold: number,
  model: {
    readonly id: string
    readonly config: Readonly<Record<string, unknown>>
    readonly scale?: readonly [number, number]
  },
  seed: number,
  signal: AbortSignal,
): Promise<FoldErrors> {
  const recommender = findRecommender(model.id)
  const config = parseConfiguration(`model ${model.id}`, recommender.settings, model.config)
  const train = { ...selectRows(log, folds[fold]!.train), scale: model.scale ?? scaleOf(log.value!) }
  const trained = await recommender.train(train, config as never, {
    random: (purpose) => new Random(seed, model.id, fold, purpose),
    threads: 1,
    backend: 'cpu',
    signal,
    progress: () => undefined,
    loss: () => undefined,
    log: () => undefined,
  })
  const test = selectRows(log, folds[fold]!.test)
  const predicted = new Float64Array(test.rows)
  await trained.predict!(test.user, test.item, predicted)
  const marks = trained.fallsBack?.(test.user, test.item)
  let squares = 0
  let absolutes = 0
  predicted.forEach((value, row) => {
    const error = value - test.value![row]!
    squares += error * error
    absolutes += Math.abs(error)
  })
  trained.dispose?.()
  return {
    rmse: Math.sqrt(squares / test.rows),
    mae: absolutes / test.rows,
    impossible: marks ? marks.reduce((sum, mark) => sum + mark, 0) : 0,
    predicted,
    test,
  }
}

const scaleOf = (values: Float32Array): readonly [number, number] => [
  values.reduce((least, value) => Math.min(least, value), Infinity),
  values.reduce((most, value) => Math.max(most, value), -Infinity),
]
