import { describe, expect, it } from 'vitest'
import { mergeRows, selectRows } from '../../../main/data/interactions.ts'
import { cutRelevance, rankInParts } from '../../../main/evaluation/rank-in-parts.ts'
import { findRelevance } from '../../../main/evaluation/relevance.ts'
import { runTask } from '../../../main/evaluation/run-task.ts'
import { makeFolds } from '../../../main/evaluation/splits/all.ts'
import { trainModel } from '../../../main/evaluation/train-model.ts'
import { rankElsewhere } from '../../../main/host/jobs/rank-elsewhere.ts'
import { findRecommender } from '../../../main/recommenders/all.ts'
import { parseConfiguration } from '../../../main/contract/settings.ts'
import { experimentOf, logOf, quiet } from '../../helpers/experiments.ts'

const log = logOf(
  Array.from({ length: 900 }, (_, i) => [i % 45, (7 * (i % 45) + 3 * Math.floor(i / 45)) % 60, 1 + (i % 5), i]),
  45,
  60,
)

describe('ranking on several threads', () => {
  it('cuts users into contiguous parts that together are all', () => {
    const fold = makeFolds(log, { kind: 'ratio' }, 1)[0]!
    const relevance = findRelevance(log, selectRows(log, fold.train), fold.test, undefined)
    const parts = cutRelevance(relevance, 4)
    expect(parts.flatMap(({ users }) => [...users])).toEqual([...relevance.users])
    expect(parts.flatMap(({ items }) => [...items])).toEqual([...relevance.items])
    expect(parts.map(({ offsets, items }) => offsets.at(-1) === items.length && offsets[0] === 0)).not.toContain(false)
  })

  it.each([
    ['ease', 'ratio'],
    ['item-knn', 'strong'],
  ] as const)('gives the same lists, scores, ranks and ties as one: %s with %s', async (id, kind) => {
    const fold = makeFolds(log, { kind }, 1)[0]!
    const recommender = findRecommender(id)
    const config = parseConfiguration(id, recommender.settings)
    const experiment = experimentOf({ models: [{ id }], split: { kind } })
    const model = await trainModel(recommender, selectRows(log, fold.train), config, { experiment, fold: 0 }, quiet)
    const seen = selectRows(log, fold.foldIn ? mergeRows(fold.train, fold.foldIn) : fold.train)
    const relevance = findRelevance(log, seen, fold.test, undefined)
    const shown = fold.foldIn && selectRows(log, fold.foldIn)
    const ranking = { listLength: 20, cutoff: 10, needsRanks: true, ties: 'seeded' as const, seed: 4, shown }
    const on = (threads: number) =>
      rankInParts(model, seen, relevance, ranking, quiet as never, {
        threads,
        recommender: id,
        elsewhere: rankElsewhere,
        leastScores: 1,
      })
    const one = await on(1)
    expect(one.ranked.length).toBeGreaterThan(3)
    expect(await on(2)).toEqual(one)
  })

  it('tells of a thread that fails', async () => {
    const seen = selectRows(log, Int32Array.of(0))
    const relevance = { users: Int32Array.of(0, 1), offsets: Int32Array.of(0, 1, 2), items: Int32Array.of(4, 5) }
    const model = {
      score: (_users: Int32Array, into: { fill(n: number): unknown }) => void into.fill(1),
      save: () => new Uint8Array(3),
    }
    const ranking = { listLength: 5, cutoff: 5, needsRanks: false, ties: 'seeded' as const, seed: 4 }
    const machine = { threads: 2, recommender: 'ease', elsewhere: rankElsewhere, leastScores: 1 }
    await expect(rankInParts(model, seen, relevance, ranking, quiet as never, machine)).rejects.toThrow(
      /thread that ranks users failed/,
    )
  })

  it('is left alone where a task has one thread', async () => {
    const experiment = experimentOf({ models: [{ id: 'popularity' }] })
    const folds = makeFolds(log, { kind: 'kfold', folds: 2 }, 1)
    const elsewhere = () => {
      throw new Error('no thread was free')
    }
    const outcome = await runTask({ experiment, log, folds, model: 0, fold: 0 }, { ...quiet, rankElsewhere: elsewhere })
    expect(outcome.users.length).toBeGreaterThan(0)
  })
})
