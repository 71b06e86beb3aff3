import type { Model } from '../recommenders/recommender.ts'
import { screensLists } from './factor-lists.ts'
import { rankUsers, type KnownItems, type RankedUsers, type Ranking } from './rank-users.ts'
import type { Relevance } from './relevance.ts'

/** What another thread needs to rank a part of the users: the model as bytes, and all that ranking reads. */
export interface RankRequest {
  readonly recommender: string
  readonly bytes: Uint8Array
  readonly seen: KnownItems
  readonly relevance: Relevance
  readonly ranking: Ranking
}

/** Starts ranking on another thread; `end` gives the thread back, finished or not. */
export type RankElsewhere = (request: RankRequest) => { readonly ranked: Promise<RankedUsers>; end(): void }

/** Threads that a task may rank on, its own among them. */
export interface RankingThreads {
  readonly threads: number
  readonly recommender: string
  readonly elsewhere: RankElsewhere
  /** Scores of a part below which starting a thread takes longer than ranking; 2²⁴ when absent. */
  readonly leastScores?: number
}

const worthAThread = 2 ** 24

/**
 * Ranks contiguous parts of the users on several threads, each with a copy of the model, and puts them together in order. A model that is loaded scores as the one that
 * was saved and no user's list depends on another's, so the number of threads cannot change a result. Lists by inner products are made by kernels, which share
 * one copy.
 */
export async function rankInParts(
  model: Model,
  seen: KnownItems,
  relevance: Relevance,
  ranking: Ranking,
  observer: Parameters<typeof rankUsers>[4],
  machine: RankingThreads | undefined,
): Promise<RankedUsers> {
  const scores = relevance.users.length * seen.items
  const count = Math.min(machine?.threads ?? 1, Math.floor(scores / (machine?.leastScores ?? worthAThread)))
  if (!machine || count < 2 || holdsDevice(model) || screensLists(model, ranking))
    return rankUsers(model, seen, relevance, ranking, observer, machine?.threads)
  const [own, ...others] = cutRelevance(relevance, count)
  const bytes = model.save()
  const known = { items: seen.items, byUser: seen.byUser }
  const helpers = others.map((part) =>
    machine.elsewhere({ recommender: machine.recommender, bytes, seen: known, relevance: part, ranking }),
  )
  try {
    const parts = [
      await rankUsers(model, seen, own!, ranking, observer),
      ...(await Promise.all(helpers.map(({ ranked }) => ranked))),
    ]
    return {
      ranked: parts.flatMap(({ ranked }) => ranked),
      scores: parts.flatMap(({ scores }) => scores),
      ties: parts.reduce((sum, { ties }) => sum + ties, 0),
    }
  } finally {
    for (const { end } of helpers) end()
  }
}

const holdsDevice = ({ backend = 'javascript' }: Model) => backend !== 'javascript'

/** Contiguous parts with nearly equal numbers of users. */
export function cutRelevance({ users, offsets, items }: Relevance, count: number): Relevance[] {
  return Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * users.length) / count)
    const to = Math.floor(((part + 1) * users.length) / count)
    const start = offsets[from]!
    return {
      users: users.slice(from, to),
      offsets: offsets.slice(from, to + 1).map((offset) => offset - start),
      items: items.slice(start, offsets[to]),
    }
  })
}
