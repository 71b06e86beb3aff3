import { beforeEach, describe, expect, it } from 'vitest'
import { summarizeModel } from '../../../../main/evaluation/summarize.ts'
import type { TaskOutcome } from '../../../../main/evaluation/task.ts'
import {
  hasReference,
  needsReference,
  readLists,
  readOfficialFolds,
  readReference,
} from '../../../helpers/classic-reference.ts'
import { experimentOf, runAll } from '../../../helpers/experiments.ts'

const cases = [
  {
    id: 'ease',
    config: { regularization: 100 },
    list: 'u1-top20-ease-lambda100.csv.gz',
    row: 'B/all/ease-lambda100',
    digits: 6,
  },
  {
    id: 'item-knn',
    config: { neighbours: 50, countSelf: true },
    list: 'u1-top20-itemknn-cosine-K50.csv.gz',
    row: 'B/all/itemknn-cosine-K50-lowid',
    digits: 4,
  },
  {
    id: 'item-knn',
    config: { neighbours: 50, countSelf: true, weighting: 'bm25' },
    list: 'u1-top20-itemknn-bm25-K50.csv.gz',
    row: 'B/all/itemknn-bm25-K50-lowid',
    digits: 4,
  },
  {
    id: 'rp3-beta',
    config: { neighbours: 1682 },
    list: 'u1-top20-rp3beta-a1-b0.6.csv.gz',
    row: 'B/all/rp3beta-a1-b0.6-full',
    digits: 6,
  },
  { id: 'pure-svd', config: { factors: 50 }, list: 'u1-top20-puresvd-k50.csv.gz', row: 'B/all/puresvd-k50', digits: 5 },
] as const

describe('on MovieLens 100K u1, against independent libraries', () => {
  beforeEach(needsReference)
  const { log, folds } = hasReference ? readOfficialFolds([1]) : { log: null!, folds: [] }

  it.each(cases)(
    '$id has the lists and the accuracy of $row',
    { timeout: 120_000 },
    async ({ id, config, list, row, digits }) => {
      const names = ['ndcg@10', 'ndcg@20', 'recall@20', 'map@10', 'coverage@10']
      const experiment = experimentOf({ models: [{ id, config }], metrics: names })
      const outcomes = await runAll(experiment, log, folds)
      expectSameLists(outcomes[0]!, readLists(list))
      const { metrics } = summarizeModel(experiment, 0, outcomes)
      const reference = readReference('b-topn.json', row).metrics
      for (const name of names) expect(metrics[name]!.mean, name).toBeCloseTo(reference[`${name}_u1`]!, digits)
    },
  )
})

describe('on the official folds of MovieLens 100K, bands of independent libraries', () => {
  beforeEach(needsReference)

  it('svd has the RMSE and the MAE of Surprise on u1 under the defaults of both', { timeout: 120_000 }, async () => {
    const { log, folds } = readOfficialFolds([1])
    const experiment = experimentOf({ models: [{ id: 'svd' }], metrics: ['rmse', 'mae'] })
    const { metrics } = summarizeModel(experiment, 0, await runAll(experiment, log, folds))
    const row = readReference('a-rating.json', 'A/SVD')
    expect(Math.abs(metrics['rmse']!.mean! - row.metrics['rmse_u1']!)).toBeLessThan(row.tolerance)
    expect(Math.abs(metrics['mae']!.mean! - row.metrics['mae_u1']!)).toBeLessThan(row.tolerance)
  })

  it('ials has the accuracy of the implicit library over u1 … u5', { timeout: 240_000 }, async () => {
    const { log, folds } = readOfficialFolds([1, 2, 3, 4, 5])
    const names = ['ndcg@10', 'recall@20', 'map@10']
    const models = [{ id: 'ials', config: { confidence: 10, regularization: 1 } }]
    const experiment = experimentOf({ models, metrics: names })
    const { metrics } = summarizeModel(experiment, 0, await runAll(experiment, log, folds))
    const row = readReference('b-bands.json', 'B/all/als-f64-alpha10-reg1')
    for (const name of names)
      expect(Math.abs(metrics[name]!.mean! - row.metrics[name]!), name).toBeLessThan(row.tolerance)
  })
})

/** The same scores rank by rank, and the same items except within a group of equal scores. */
function expectSameLists(outcome: TaskOutcome, golden: ReturnType<typeof readLists>): void {
  const { users, lists, scores, listLength } = outcome
  const differences: string[] = []
  users.forEach((user, row) => {
    const { items, scores: wanted } = golden.get(user)!
    const last = wanted[wanted.length - 1]!
    items.forEach((_, rank) => {
      const score = scores[row * listLength + rank]!
      const item = lists[row * listLength + rank]!
      const near = 2e-6 * Math.abs(wanted[rank]!)
      const belongs = score <= last + near || items.includes(item)
      if (Math.abs(score - wanted[rank]!) > near || !belongs)
        differences.push(`user ${user}, rank ${rank + 1}: item ${item} with ${score}, not ${wanted[rank]!}`)
    })
  })
  expect(differences).toEqual([])
}
