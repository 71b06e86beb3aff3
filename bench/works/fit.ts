import { readSplit, type SplitLog } from '../data.ts'
import { qualityOf } from '../lists.ts'
import { timed } from '../measure.ts'
import { train } from '../train.ts'
import type { Configuration } from '../../main/contract/settings.ts'
import type { Given, Repetition } from '../work.ts'

/** The first data set that a work names. */
export const firstSplit = ({ folders }: Given): SplitLog => readSplit(Object.values(folders)[0]!)

/** Times the training of a recommender on the training part, which is in memory with its sparse views. */
export const fitting =
  (id: string, configure: (settings: Given['settings']) => Configuration) =>
  async (given: Given): Promise<Repetition> => {
    const log = firstSplit(given)
    const config = configure(given.settings)
    return async (withQuality) => {
      const {
        result: model,
        seconds,
        cpu,
      } = await timed(() => train(id, config, log.train, { threads: given.threads }))
      const quality = withQuality ? { quality: await qualityOf(model, id, log) } : {}
      model.dispose?.()
      return { seconds, cpu, ...quality }
    }
  }
