import { FoldThreads } from '../fold-threads.ts'
import { timed } from '../measure.ts'
import type { Configuration } from '../../main/contract/settings.ts'
import type { Given, Repetition, Work } from '../work.ts'
import { surprise } from './peers.ts'

/** Trains on each fold and predicts its test pairs, a fold a thread; RMSE is the mean over the folds, as Surprise's. */
const fiveFolds =
  (id: string, config: Configuration) =>
  async (given: Given): Promise<Repetition> => {
    const threads = await FoldThreads.start({ id, config, folders: Object.values(given.folders) }, given.threads)
    return async () => {
      const { result, seconds, cpu } = await timed(() => threads.run())
      return { seconds, cpu, quality: { rmse: result.reduce((sum, error) => sum + error, 0) / result.length } }
    }
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
    'fit and prediction of the test pairs of all five folds: ours a fold a thread, as our cross-validation does; Surprise one after another, as its own does by default; columns and trainsets are made before',
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
