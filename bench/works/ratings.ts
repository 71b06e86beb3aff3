import { readSplit, type SplitLog } from '../data.ts'
import { timed } from '../measure.ts'
import { train } from '../train.ts'
import type { Configuration } from '../../main/contract/settings.ts'
import type { Given, Repetition, Work } from '../work.ts'
import { surprise } from './peers.ts'

/** Trains on each fold and predicts its test pairs; RMSE is the mean over the folds, as Surprise's. */
const fiveFolds =
  (id: string, config: Configuration) =>
  async (given: Given): Promise<Repetition> => {
    const folds = Object.values(given.folders).map(readSplit)
    return async () => {
      const { result, seconds, cpu } = await timed(async () => {
        const errors: number[] = []
        for (const fold of folds) errors.push(await fitAndTest(id, config, fold, given.threads))
        return errors
      })
      return { seconds, cpu, quality: { rmse: result.reduce((sum, error) => sum + error, 0) / result.length } }
    }
  }

async function fitAndTest(id: string, config: Configuration, log: SplitLog, threads: number): Promise<number> {
  const model = await train(id, config, log.train, { threads })
  const predicted = new Float32Array(log.test.rows)
  await model.predict!(log.test.user, log.test.item, predicted)
  model.dispose?.()
  const squares = predicted.reduce((sum, value, row) => sum + (value - log.test.value![row]!) ** 2, 0)
  return Math.sqrt(squares / log.test.rows)
}

const rating = (
  id: string,
  title: string,
  peer: string,
  model: string,
  config: Configuration,
  settings = {},
): Work => ({
  id: `${id}/ml-100k`,
  title: `${title}, five folds`,
  data: [1, 2, 3, 4, 5].map((fold) => `ml-100k-u${fold}`),
  times:
    'fit and prediction of the test pairs of all five folds, one after another; columns and trainsets are made before',
  goal: 5,
  settings,
  peer: surprise(peer),
  ours: fiveFolds(model, { ...config, ...settings }),
})

/** Rating models on the official five folds. */
export const ratingWorks: readonly Work[] = [
  rating('svd', 'SVD, 100 factors, 20 epochs', 'svd', 'svd', {}, { factors: 100, epochs: 20 }),
  rating(
    'svd-plus-plus',
    'SVD++, 20 factors, 20 epochs',
    'svd_plus_plus',
    'svd-plus-plus',
    {},
    { factors: 20, epochs: 20 },
  ),
  rating(
    'knn-baseline',
    'KNNBaseline, items, Pearson baseline, k = 40',
    'knn_baseline',
    'rating-knn',
    {
      between: 'items',
      similarity: 'pearson-baseline',
      centering: 'baseline',
      minimumNeighbours: 1,
      minimumCommon: 1,
      baselineShrinkage: 100,
    },
    { neighbours: 40 },
  ),
  rating('slope-one', 'Slope One', 'slope_one', 'slope-one', { wholeRatings: true }),
]
