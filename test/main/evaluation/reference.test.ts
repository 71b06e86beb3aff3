import { beforeEach, describe, expect, it } from 'vitest'
import { findMetric } from '../../../main/evaluation/all.ts'
import { selectRows } from '../../../main/data/interactions.ts'
import { findRelevance } from '../../../main/evaluation/relevance.ts'
import { summarizeModel } from '../../../main/evaluation/summarize.ts'
import {
  hasReference,
  needsReference,
  readLists,
  readOfficialFolds,
  readReference,
} from '../../helpers/classic-reference.ts'
import { experimentOf, runAll } from '../../helpers/experiments.ts'

const cutoffs = [5, 10, 20]
const names = ['recall', 'recall-capped', 'precision', 'ndcg', 'map', 'mrr', 'hit'].flatMap((id) =>
  cutoffs.map((k) => `${id}@${k}`),
)

describe('on MovieLens 100K, against independent libraries', () => {
  beforeEach(needsReference)
  const { log, folds } = hasReference ? readOfficialFolds([1]) : { log: null!, folds: [] }

  it.each(['popularity', 'itemknn-cosine-K50', 'ease-lambda100'])(
    'every metric of the %s lists agrees to 1e-9',
    (list) => {
      const lists = readLists(`u1-top20-${list}.csv.gz`)
      const id = { popularity: 'popularity', 'itemknn-cosine-K50': 'itemknn', 'ease-lambda100': 'ease' }[list]
      const { metrics } = readReference('d-metrics.json', `D/${id}/reference (numpy)`)
      const train = selectRows(log, folds[0]!.train)
      const { users, offsets, items } = findRelevance(log, train, folds[0]!.test, undefined)
      const ranked = Array.from(users, (user, row) => ({
        user,
        ranked: Int32Array.from(lists.get(user)!.items),
        relevant: items.subarray(offsets[row], offsets[row + 1]),
        ranks: null,
        candidates: 0,
      }))
      expect(users.length).toBe(459)
      for (const name of [...names, 'novelty@10']) {
        const { metric, cutoff } = findMetric(name)
        if (!('prepare' in metric)) throw new Error(name)
        const measure = metric.prepare({ train, cutoff })
        const mean = ranked.reduce((sum, user) => sum + measure(user), 0) / ranked.length
        const key = name.replace('recall-capped', 'recall_capped').replace('novelty', 'novelty_self_information_bits')
        expect(mean, name).toBeCloseTo(metrics[key]!, 9)
      }
      for (const cutoff of cutoffs) {
        const { metric } = findMetric(`coverage@${cutoff}`)
        if (!('overall' in metric)) throw new Error('coverage')
        expect(metric.overall(ranked, { train, cutoff })).toBeCloseTo(metrics[`coverage@${cutoff}`]!, 9)
      }
    },
  )

  it('popularity reaches the reference within what ties allow', async () => {
    const experiment = experimentOf({ models: [{ id: 'popularity' }], metrics: ['ndcg@10', 'recall@20', 'auc'] })
    const outcomes = await runAll(experiment, log, folds)
    const { metrics } = summarizeModel(experiment, 0, outcomes)
    const reference = readReference('b-topn.json', 'B/all/popularity').metrics
    expect(metrics['ndcg@10']!.mean).toBeCloseTo(reference['ndcg@10_u1']!, 2)
    expect(metrics['recall@20']!.mean).toBeCloseTo(reference['recall@20_u1']!, 2)
    const { metrics: full } = readReference('d-metrics.json', 'D/popularity/scikit-learn')
    expect(metrics['auc']!.mean).toBeCloseTo(full['auc_full_candidates']!, 9)
  })
})
