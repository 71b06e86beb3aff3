import path from 'node:path'
import { readPrepared } from '../../main/data/prepared.ts'
import { timed } from '../measure.ts'
import type { Given, Repetition, Work } from '../work.ts'
import { nobody, withWorkspace } from '../workspace.ts'
import { pandas, polars } from './peers.ts'

const csvOf = ({ folders }: Given) => path.join(Object.values(folders)[0]!, 'events.csv')

/** From the file to the columns of the prepared log in memory, by the data service on an empty workspace, tables in its database included. */
const importing = async (given: Given): Promise<Repetition> => {
  const file = csvOf(given)
  return () =>
    withWorkspace(given.scratch, async (service) => {
      const { result, seconds, cpu } = await timed(async () => {
        const { data } = await service.import({ file, name: 'events', options: {} }, nobody)
        return readPrepared(await service.prepare({ name: data, recipe: [] }, nobody))
      })
      return { seconds, cpu, quality: { events: result.user.length, users: result.users, items: result.items } }
    })
}

/** The profile of an imported log: counts by user and by item among much else. */
const profiling = async (given: Given): Promise<Repetition> => {
  const file = csvOf(given)
  return () =>
    withWorkspace(given.scratch, async (service) => {
      const { data } = await service.import({ file, name: 'events', options: {} }, nobody)
      const { seconds, cpu } = await timed(() => service.profile({ name: data, filters: [] }, nobody))
      return { seconds, cpu }
    })
}

const importTimes =
  'the file on disk to columns and numbered users and items; ours also writes tables and the prepared log to disk'
const groupTimes =
  'counts and mean ratings by user and by item, of a table in memory; ours is the whole profile of a log on disk'

/** Import of a generated log of 20 million events, and group-by. */
export const importWorks: readonly Work[] = (
  [
    ['import', 'Import of a CSV', 'load', polars, 0.7],
    ['import-pandas', 'Import of a CSV, beside pandas', 'load', pandas, null],
    ['group-by', 'Group by user and by item', 'group', polars, null],
    ['group-by-pandas', 'Group by user and by item, beside pandas', 'group', pandas, null],
  ] as const
).map(([id, title, work, peer, goal]) => ({
  id: `${id}/20m`,
  title,
  data: ['events-20m'],
  times: work === 'load' ? importTimes : groupTimes,
  goal,
  runs: 3,
  settings: {},
  peer: peer(work),
  ours: work === 'load' ? importing : profiling,
}))
