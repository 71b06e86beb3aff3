import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../main/contract/errors.ts'
import { buildInteractions, selectRows, type Interactions } from '../main/data/interactions.ts'
import { Random } from '../main/math/random.ts'

import { readFolds } from '../main/verification/read-folds.ts'
import { generator, planOf, writeLog } from './generate-log.ts'
import { prepareRounds } from './generate-rounds.ts'

/** Items of each list that both sides make. */
export const listLength = 20

/** A log with a training and a test part, as both sides read it: rows in the order of the files, users and items numbered from 0. */
export interface SplitLog {
  readonly train: Interactions
  readonly test: Interactions
}

const sources: Readonly<Record<string, { readonly train: string; readonly test: string }>> = {
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((fold) => [
      `ml-100k-u${fold}`,
      { train: `ml-100k/u${fold}.base.gz`, test: `ml-100k/u${fold}.test.gz` },
    ]),
  ),
  gowalla: { train: 'gowalla/train.txt.gz', test: 'gowalla/test.txt.gz' },
}

export interface Preparation {
  /** Folder that holds `ml-100k/` and `gowalla/`. */
  readonly from: string
  readonly into: string
  /** Smaller generated data. */
  readonly quick: boolean
}

/** Data sets that are more than a split of files: how each is written, by name. */
const derived: Readonly<Record<string, (options: Preparation) => string>> = {
  'gowalla-lists': (options) => withLists(prepareSplit('gowalla', options.from, options.into)),
  'events-20m': ({ into, quick }) => prepareEvents(quick ? 1_000_000 : 20_000_000, into),
  'bandit-rounds': ({ into }) => prepareRounds(100_000, 30, into),
}

/** Writes a data set into a folder of its own and gives the folder. @throws RecbenchError for an unknown name, or data that are not there */
export const prepare = (name: string, options: Preparation): string =>
  derived[name]?.(options) ?? prepareSplit(name, options.from, options.into)

/**
 * Writes a data set as plain arrays that Node and numpy read alike: `about.json`, and `train-user.i32`, `train-item.i32`, `train-value.f32`, `train-time.f64` and the same of
 * the test part.
 */
function prepareSplit(name: string, from: string, into: string): string {
  const source = sources[name]
  if (!source)
    throw new RecbenchError('invalid-parameter', `There is no data set "${name}": ${Object.keys(sources).join(', ')}.`)
  for (const file of [source.train, source.test])
    if (!existsSync(path.join(from, file)))
      throw new RecbenchError(
        'not-found',
        `The data of the benchmark are not in ${path.resolve(from)}: there is no ${file}.`,
        {
          remedy: 'Name the folder that holds ml-100k/ and gowalla/ by --data.',
        },
      )
  const { log, folds } = readFolds(
    [{ train: `data:${source.train}`, test: `data:${source.test}` }],
    null,
    { data: from, reference: from },
    from,
  )
  const { train, test } = folds[0]!
  const folder = path.join(into, name)
  mkdirSync(folder, { recursive: true })
  const about = { users: log.users, items: log.items, values: log.value !== null }
  writeFileSync(path.join(folder, 'about.json'), JSON.stringify(about))
  for (const [part, rows] of [
    ['train', train],
    ['test', test],
  ] as const) {
    const { user, item, value, time } = selectRows(log, rows)
    writeFileSync(path.join(folder, `${part}-user.i32`), user)
    writeFileSync(path.join(folder, `${part}-item.i32`), item)
    if (value) writeFileSync(path.join(folder, `${part}-value.f32`), value)
    if (time) writeFileSync(path.join(folder, `${part}-time.f64`), time)
  }
  return folder
}

/** Adds `lists.i32`: twenty distinct items a user, a seventh of them from the user's test part, the others popular. Drawn from a seed. */
function withLists(folder: string): string {
  const { train, test } = readSplit(folder)
  const random = new Random('lists')
  const lists = new Int32Array(train.users * listLength)
  for (let user = 0; user < train.users; user++) {
    const chosen = new Set<number>()
    const [start, end] = [test.byUser.offsets[user]!, test.byUser.offsets[user + 1]!]
    while (chosen.size < listLength) {
      const hit = end > start && random.uniform() < 1 / 7
      chosen.add(hit ? test.byUser.indices[start + random.below(end - start)]! : train.item[random.below(train.rows)]!)
    }
    lists.set([...chosen], user * listLength)
  }
  writeFileSync(path.join(folder, 'lists.i32'), lists)
  return folder
}

/** Writes a generated log as `events.csv`, or finds that it was written before: the same plan gives the same events. */
export function prepareEvents(events: number, into: string): string {
  const folder = path.join(into, `events-${events}-${generator}`)
  const file = path.join(folder, 'events.csv')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(file)) writeLog(file, planOf(events))
  return folder
}

/** Reads what `prepareSplit` wrote. */
export function readSplit(folder: string): SplitLog {
  const about = JSON.parse(readFileSync(path.join(folder, 'about.json'), 'utf8')) as {
    users: number
    items: number
    values: boolean
  }
  const bytes = (file: string) => {
    const { buffer, byteOffset, byteLength } = readFileSync(path.join(folder, file))
    return buffer.slice(byteOffset, byteOffset + byteLength)
  }
  const part = (name: string) =>
    buildInteractions({
      users: about.users,
      items: about.items,
      user: new Int32Array(bytes(`${name}-user.i32`)),
      item: new Int32Array(bytes(`${name}-item.i32`)),
      value: about.values ? new Float32Array(bytes(`${name}-value.f32`)) : null,
      time: null,
    })
  return { train: part('train'), test: part('test') }
}
