import type { Configuration } from '../../main/contract/settings.ts'
import { everyUser, qualityOf, rankAll } from '../lists.ts'
import { timed } from '../measure.ts'
import { train } from '../train.ts'
import type { Given, Work } from '../work.ts'
import { firstSplit, fitting } from './fit.ts'
import { implicit } from './peers.ts'

const settings = { factors: 64, iterations: 15, regularization: 1, confidence: 10 }

const configure = (given: Given['settings']): Configuration =>
  ({ ...given, unobservedWeight: 1, solver: 'conjugate-gradient', steps: 3 }) as Configuration

/** Implicit ALS by conjugate gradient, and the lists of every user from its factors. */
export const alsWorks: readonly Work[] = [
  ...(['ml-100k-u1', 'gowalla'] as const).map((data): Work => ({
    id: `als/${data}`,
    title: 'Implicit ALS, 64 factors, 15 iterations, conjugate gradient',
    data: [data],
    times: 'fit of a sparse matrix in memory',
    goal: 1,
    settings,
    peer: implicit('als'),
    ours: fitting('ials', configure),
  })),
  {
    id: 'ranking/gowalla',
    title: 'Top 20 of all 29,858 users from 64 factors',
    data: ['gowalla'],
    times: 'scores of every item, training items left out, selection; the model is fitted before',
    goal: 1,
    settings: { ...settings, iterations: 3 },
    peer: implicit('ranking'),
    async ours(given) {
      const log = firstSplit(given)
      const model = await train('ials', configure(given.settings), log.train, { threads: given.threads })
      const users = everyUser(log)
      return async (withQuality) => {
        const { seconds, cpu } = await timed(() => rankAll(model, 'ials', log.train, users, given.threads))
        return { seconds, cpu, ...(withQuality && { quality: await qualityOf(model, 'ials', log, given.threads) }) }
      }
    },
  },
]
