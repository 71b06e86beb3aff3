import { selectRows, type Interactions } from '../../data/interactions.ts'
import { findMetric } from '../../evaluation/all.ts'
import { definedMean } from '../../evaluation/defined.ts'
import { measureLists } from '../../evaluation/measure-lists.ts'
import type { RankedUser } from '../../evaluation/metric.ts'
import { rankUsers } from '../../evaluation/rank-users.ts'
import { packLists, rowsOf, type RankedLists } from '../../evaluation/ranked-lists.ts'
import { findRelevance, type Relevance } from '../../evaluation/relevance.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Model } from '../../recommenders/recommender.ts'
import type { ReadFolds } from '../read-folds.ts'

/** Lists of every user of a fold, with what is relevant to each; users without anything relevant are ranked too. */
export interface RankedFold {
  readonly train: Interactions
  readonly test: Interactions
  /** One entry per user of the log, by number. */
  readonly ranked: readonly RankedUser[]
  readonly scores: readonly Float64Array[]
}

export interface FoldToRank {
  readonly read: ReadFolds
  readonly fold: number
  /** What the model was trained on. */
  readonly train: Interactions
  /** What is never recommended; the training part unless stated. */
  readonly seen?: Interactions
  /** Equal scores fall at random by this seed; without it the lower item is first. */
  readonly tieSeed?: number
}

/** Ranks every user of the log, the items of `seen` left out. */
export async function rankFold(
  model: Model,
  { read, fold, train, seen = train, tieSeed }: FoldToRank,
  listLength: number,
  signal: AbortSignal,
): Promise<RankedFold> {
  const relevance = withEveryUser(findRelevance(read.log, seen, read.folds[fold]!.test, undefined), read.log.users)
  const { ranked, scores } = await rankUsers(
    model,
    seen,
    relevance,
    {
      listLength,
      cutoff: listLength,
      needsRanks: false,
      ties: tieSeed === undefined ? 'lower-item' : 'seeded',
      seed: tieSeed ?? 0,
    },
    { signal, progress: () => undefined },
  )
  return { train, test: selectRows(read.log, read.folds[fold]!.test), ranked, scores }
}

/**
 * The numbers of a fold under the names of the reference: `recall@10`, `map_full@20`, `coverage_allusers@5`, `users`. Means are over users with something
 * relevant; coverage is over the same users, with `_allusers` over all.
 *
 * @throws RecbenchError `invalid-parameter` for a name that no metric has
 */
export function measureFold(fold: RankedFold, names: readonly string[]): Record<string, number> {
  const lists = packLists(fold.ranked)
  return Object.fromEntries(names.map((name) => [name, measure(name, fold, lists)]))
}

function measure(name: string, { train, test }: RankedFold, lists: RankedLists): number {
  const audience = name.includes(ofEverybody) ? 'listed' : 'relevant'
  if (name === 'users') return rowsOf(lists, train.items, 0, audience).length
  const chosen = findMetric(name.replace(ofEverybody, '').replaceAll('_', '-'))
  const metric = { ...chosen.metric, audience } as const
  const { perUser, overall } = measureLists(lists, [{ ...chosen, metric }], { train, test, threshold: null })
  if (!perUser[chosen.name] && overall[chosen.name] === undefined)
    throw new RecbenchError('invalid-parameter', `The metric "${name}" is none of rankings.`)
  return perUser[chosen.name] ? definedMean(perUser[chosen.name]!) : overall[chosen.name]!
}

const ofEverybody = '_allusers'

/** The same relevance with an entry for each user from 0; those who have nothing relevant get an empty one. */
function withEveryUser({ users, offsets, items }: Relevance, count: number): Relevance {
  const all = new Int32Array(count + 1)
  users.forEach((user, row) => (all[user + 1] = offsets[row + 1]! - offsets[row]!))
  for (let user = 0; user < count; user++) all[user + 1]! += all[user]!
  return { users: Int32Array.from({ length: count }, (_, user) => user), offsets: all, items }
}

/** The longest list that the names ask for. */
export const longestList = (names: readonly string[]): number =>
  Math.max(1, ...names.map((name) => Number(name.split('@')[1] ?? 0)))

export const trainingPart = ({ log, folds }: ReadFolds, fold: number): Interactions =>
  selectRows(log, folds[fold]!.train)
