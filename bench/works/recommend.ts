import type { Configuration } from '../../main/contract/settings.ts'
import { qualityOf, rankAll, relevanceOf } from '../lists.ts'
import { timed } from '../measure.ts'
import { train } from '../train.ts'
import type { Given, Repetition, Work } from '../work.ts'
import { firstSplit, fitting } from './fit.ts'
import { lapack, lenskit } from './peers.ts'

type Configure = (settings: Given['settings']) => Configuration

/** Trains a recommender and makes the lists of the test users. */
const trainAndRecommend =
  (id: string, configure: Configure) =>
  async (given: Given): Promise<Repetition> => {
    const log = firstSplit(given)
    const users = relevanceOf(log)
    const config = configure(given.settings)
    return async (withQuality) => {
      const { result, seconds, cpu } = await timed(async () => {
        const model = await train(id, config, log.train, { threads: given.threads })
        await rankAll(model, id, log.train, users, given.threads)
        return model
      })
      return { seconds, cpu, ...(withQuality && { quality: await qualityOf(result, id, log) }) }
    }
  }

const recommending = (
  id: string,
  goal: number,
  title: string,
  settings: Work['settings'],
  recommender: string,
  configure: Configure,
): Work => ({
  id: `lenskit-${id}/ml-100k-u1`,
  title,
  data: ['ml-100k-u1'],
  times: 'training and the top 20 of the 459 test users',
  goal,
  settings,
  peer: lenskit(id),
  ours: trainAndRecommend(recommender, configure),
})

/** Training and recommending as a whole, beside LensKit; and the weights of EASE alone, beside LAPACK. */
export const recommendWorks: readonly Work[] = [
  recommending('knn', 5, 'Item-kNN, 20 neighbours chosen at prediction', { neighbours: 20 }, 'item-knn', (given) => ({
    ...given,
    cut: 'prediction',
    tiesAtCut: 'lenskit',
    minimumSimilarity: 1e-6,
  })),
  recommending(
    'als',
    3,
    'Implicit MF, 64 factors, 15 epochs',
    { factors: 64, iterations: 15, regularization: 0.1, confidence: 41 },
    'ials',
    (given) => ({ ...given, unobservedWeight: 1 }),
  ),
  recommending('ease', 1.5, 'EASE, λ = 250', { regularization: 250 }, 'ease', (given) => ({ ...given })),
  ...(
    [
      ['ease-weights', 'through_numpy', 'numpy.linalg.inv', 0.3],
      ['ease-weights-cholesky', 'through_cholesky', 'LAPACK spotrf and spotri', null],
    ] as const
  ).map(([id, work, name, goal]): Work => ({
    id: `${id}/ml-100k-u1`,
    title: `EASE weights of 1,682 items, beside ${name} in single precision`,
    data: ['ml-100k-u1'],
    times: 'Gram matrix of the sparse training part, its inverse, the weights',
    goal,
    settings: { regularization: 250 },
    peer: lapack(work),
    ours: fitting('ease', (given) => ({ ...given, form: 'items' })),
  })),
]
