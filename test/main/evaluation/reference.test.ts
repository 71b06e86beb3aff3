import { beforeEach, describe, expect, it } from 'vitest'
import { summarizeModel } from '../../../main/evaluation/summarize.ts'
import { hasReference, needsReference, readOfficialFolds, readReference } from '../../helpers/classic-reference.ts'
import { experimentOf, runAll } from '../../helpers/experiments.ts'

describe('on MovieLens 100K, against independent libraries', () => {
  beforeEach(needsReference)
  const { log, folds } = hasReference ? readOfficialFolds([1]) : { log: null!, folds: [] }

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
