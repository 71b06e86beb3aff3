import type { Interactions } from '../main/data/interactions.ts'
import { findMetric } from '../main/evaluation/all.ts'
import { measureLists } from '../main/evaluation/measure-lists.ts'
import { rankInParts } from '../main/evaluation/rank-in-parts.ts'
import type { RankedUsers } from '../main/evaluation/rank-users.ts'
import { findRelevance, withListed, type Relevance } from '../main/evaluation/relevance.ts'
import { rankElsewhere } from '../main/host/jobs/rank-elsewhere.ts'
import type { Model } from '../main/recommenders/recommender.ts'
import { listLength, type SplitLog } from './data.ts'
import type { Quality } from './work.ts'

/** Test users and what is relevant to each, every test event counting. */
export const relevanceOf = ({ train, test }: SplitLog): Relevance =>
  findRelevance(
    test,
    train,
    Int32Array.from({ length: test.rows }, (_, row) => row),
    undefined,
  )

/** Every user of the log, with the test items of those who have any. */
export const everyUser = (log: SplitLog): Relevance =>
  withListed(
    relevanceOf(log),
    Int32Array.from({ length: log.train.users }, (_, user) => user),
  )

/** Top lists of users by the product's own path, on as many threads as given. */
export const rankAll = (
  model: Model,
  recommender: string,
  seen: Interactions,
  relevance: Relevance,
  threads: number,
): Promise<RankedUsers> =>
  rankInParts(
    model,
    seen,
    relevance,
    { listLength, cutoff: listLength, needsRanks: false, ties: 'lower-item', seed: 0 },
    { signal: new AbortController().signal, progress: () => undefined },
    threads > 1 ? { threads, recommender, elsewhere: rankElsewhere } : undefined,
  )

/** NDCG@10 of lists, the same computation for both sides. */
export async function qualityOf(model: Model, recommender: string, log: SplitLog, threads = 1): Promise<Quality> {
  const { ranked } = await rankAll(model, recommender, log.train, relevanceOf(log), threads)
  return measure(ranked, log)
}

/** NDCG@10 of lists that a peer wrote, `listLength` items a user in the order of users, −1 where a list is shorter. */
export function qualityOfLists(lists: Int32Array, log: SplitLog): Quality {
  const { users, offsets, items } = relevanceOf(log)
  const ranked = Array.from(users, (user, row) => {
    const list = lists.subarray(user * listLength, (user + 1) * listLength)
    const end = list.indexOf(-1)
    return {
      user,
      ranked: end < 0 ? list : list.subarray(0, end),
      relevant: items.subarray(offsets[row], offsets[row + 1]),
      ranks: null,
      tied: null,
      candidates: log.train.items,
    }
  })
  return measure(ranked, log)
}

function measure(ranked: RankedUsers['ranked'], { train, test }: SplitLog): Quality {
  const { perUser } = measureLists(ranked, [findMetric('ndcg@10')], { train, test, threshold: null })
  const values = perUser['ndcg@10']!
  return { 'ndcg@10': values.reduce((sum, value) => sum + value, 0) / values.length }
}
