import type { Interactions } from '../main/data/interactions.ts'
import { findMetric } from '../main/evaluation/all.ts'
import { evaluateModel } from '../main/evaluation/evaluate-model.ts'
import { measureLists } from '../main/evaluation/measure-lists.ts'
import { rankInParts } from '../main/evaluation/rank-in-parts.ts'
import type { RankedLists } from '../main/evaluation/ranked-lists.ts'
import { findRelevance, withListed, type Relevance } from '../main/evaluation/relevance.ts'
import { rankElsewhere } from '../main/host/jobs/rank-elsewhere.ts'
import type { Model } from '../main/recommenders/recommender.ts'
import { listLength, type SplitLog } from './data.ts'
import type { Quality } from './work.ts'

const everyRow = ({ test }: SplitLog) => Int32Array.from({ length: test.rows }, (_, row) => row)

/** Test users and what is relevant to each, every test event counting. */
export const relevanceOf = (log: SplitLog): Relevance => findRelevance(log.test, log.train, everyRow(log), undefined)

/** Every user of the log, with the test items of those who have any. */
export const everyUser = (log: SplitLog): Relevance =>
  withListed(
    relevanceOf(log),
    Int32Array.from({ length: log.train.users }, (_, user) => user),
  )

const observer = { signal: new AbortController().signal, progress: () => undefined, log: () => undefined }

const machineOf = (recommender: string, threads: number) =>
  threads > 1 ? { threads, recommender, elsewhere: rankElsewhere } : undefined

/** Makes the top lists of users by the product's own path, on as many threads as given. */
export async function rankAll(
  model: Model,
  recommender: string,
  seen: Interactions,
  relevance: Relevance,
  threads: number,
): Promise<void> {
  const ranking = { listLength, cutoff: listLength, needsRanks: false, ties: 'lower-item', seed: 0 } as const
  await rankInParts(model, seen, relevance, ranking, observer, machineOf(recommender, threads))
}

const metric = 'ndcg@10'

/** NDCG@10 on the test part as an experiment of the product measures it. */
export async function qualityOf(model: Model, recommender: string, log: SplitLog, threads = 1): Promise<Quality> {
  const { perUser } = await evaluateModel(
    model,
    {
      log: log.test,
      train: log.train,
      test: everyRow(log),
      metrics: [findMetric(metric)],
      threshold: undefined,
      ties: 'lower-item',
      seed: 0,
      machine: machineOf(recommender, threads),
    },
    observer,
  )
  return { [metric]: mean(perUser[metric]!) }
}

/** Lists as the product's metrics take them, from `listLength` items for every user of the log, −1 where a list is shorter. */
export function asRanked(lists: Int32Array, { users, offsets, items }: Relevance, log: SplitLog): RankedLists {
  const kept = new Int32Array(users.length * listLength)
  users.forEach((user, row) => kept.set(lists.subarray(user * listLength, (user + 1) * listLength), row * listLength))
  return {
    ...{ users, offsets, items, width: listLength, lists: kept, ranks: null, tied: null },
    candidates: new Int32Array(users.length).fill(log.train.items),
  }
}

/** NDCG@10 of lists that a peer wrote, by the same formula. */
export function qualityOfLists(lists: Int32Array, log: SplitLog): Quality {
  const ranked = asRanked(lists, relevanceOf(log), log)
  const { perUser } = measureLists(ranked, [findMetric(metric)], { ...log, threshold: null })
  return { [metric]: mean(perUser[metric]!) }
}

export const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
