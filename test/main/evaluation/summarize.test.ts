import { describe, expect, it } from 'vitest'
import type { Experiment } from '../../../main/contract/experiment.ts'
import { summarizeModel } from '../../../main/evaluation/summarize.ts'
import type { TaskOutcome } from '../../../main/evaluation/task.ts'
import { makeFolds } from '../../../main/evaluation/splits/all.ts'
import { generateLog } from '../../fixtures/logs.ts'
import { experimentOf, runAll } from '../../helpers/experiments.ts'

const outcome = (fold: number, users: number[], values: number[], given: Partial<TaskOutcome> = {}): TaskOutcome => ({
  model: 0,
  fold,
  config: {},
  backend: 'javascript',
  seconds: { train: 1, evaluate: 2 },
  users: Int32Array.from(users),
  perUser: { 'ndcg@10': Float64Array.from(values) },
  overall: {},
  errors: null,
  tieRate: 0,
  listLength: 0,
  lists: new Int32Array(0),
  scores: new Float32Array(0),
  tuned: [],
  ...given,
})
const summarize = (outcomes: TaskOutcome[], metrics = ['ndcg@10']) =>
  summarizeModel(experimentOf({ metrics }), 0, outcomes)

describe('summarizeModel', () => {
  it('averages the users of each fold, then the folds', () => {
    const { metrics, seconds } = summarize([outcome(1, [1], [0]), outcome(0, [1, 2], [1, 0.5])])
    expect(metrics['ndcg@10']!.folds).toEqual([0.75, 0])
    expect(metrics['ndcg@10']!.mean).toBe(0.375)
    expect(seconds).toEqual({ train: 2, evaluate: 4 })
  })

  it('leaves undefined values out of the mean and counts them', () => {
    const { metrics } = summarize([outcome(0, [1, 2, 3], [1, NaN, 0])])
    expect(metrics['ndcg@10']).toMatchObject({ mean: 0.5, undefined: 1 })
  })

  it('has an interval around the mean that does not depend on the order of outcomes', () => {
    const users = Array.from({ length: 80 }, (_, i) => i)
    const folds = [0, 1].map((fold) =>
      outcome(
        fold,
        users,
        users.map((u) => ((u * 7 + fold) % 10) / 10),
      ),
    )
    const { mean, low, high } = summarize(folds).metrics['ndcg@10']!
    expect(low).toBeLessThan(mean!)
    expect(high).toBeGreaterThan(mean!)
    expect(summarize(folds.toReversed()).metrics).toEqual(summarize(folds).metrics)
  })

  it('gives metrics of all lists Student’s interval over folds: values 0.2 and 0.4 give ± 12.7062 · 0.1', () => {
    const folds = [0.2, 0.4].map((value, fold) => outcome(fold, [1], [1], { overall: { 'coverage@10': value } }))
    const { mean, low, high } = summarize(folds, ['coverage@10']).metrics['coverage@10']!
    expect(mean).toBeCloseTo(0.3, 12)
    expect(low).toBeCloseTo(0.3 - 1.27062, 4)
    expect(high).toBeCloseTo(0.3 + 1.27062, 4)
    expect(summarize(folds.slice(0, 1), ['coverage@10']).metrics['coverage@10']).toMatchObject({
      mean: 0.2,
      low: null,
      high: null,
    })
  })

  it('is null, not a number, where nothing is defined', () => {
    const { metrics } = summarize([outcome(0, [1], [1], { overall: { rmse: NaN } })], ['rmse'])
    expect(metrics['rmse']).toEqual({ mean: null, low: null, high: null, folds: [null], undefined: 0 })
  })

  it('is valid before the first fold is done', () => {
    expect(summarize([]).metrics['ndcg@10']).toMatchObject({ mean: null, folds: [] })
  })

  it('holds the interval of rmse around its mean', async () => {
    const log = generateLog()
    const experiment: Experiment = experimentOf({
      models: [{ id: 'svd', config: { epochs: 5 } }],
      metrics: ['rmse', 'mae'],
    })
    const outcomes = await runAll(experiment, log, makeFolds(log, { kind: 'kfold', folds: 2 }, 1))
    const { mean, low, high } = summarizeModel(experiment, 0, outcomes).metrics['rmse']!
    expect(low).toBeLessThan(mean!)
    expect(high).toBeGreaterThan(mean!)
    expect(high! - low!).toBeLessThan(0.2)
  })

  it('puts implicit’s precision together as a ratio of sums, with an interval around it, and measures consistency between folds', async () => {
    const log = generateLog()
    const folds = makeFolds(log, { kind: 'kfold', folds: 2 }, 1)
    const metrics = ['precision@5', 'consistency@5', 'recall-capped@5']
    const experiment = experimentOf({ models: [{ id: 'popularity' }], metrics, profile: 'implicit' })
    const outcomes = await runAll(experiment, log, folds)
    const found = summarizeModel(experiment, 0, outcomes).metrics
    const ratios = outcomes.map(({ perUser, weights }) => {
      const [values, places] = [perUser['precision@5']!, weights!['precision@5']!]
      const hits = values.reduce((sum, value, i) => sum + value * places[i]!, 0)
      return hits / places.reduce((sum, place) => sum + place, 0)
    })
    expect(found['precision@5']!.mean).toBeCloseTo((ratios[0]! + ratios[1]!) / 2, 12)
    expect(found['precision@5']!.mean).not.toBeCloseTo(found['recall-capped@5']!.mean!, 4)
    for (const name of ['precision@5', 'consistency@5']) {
      expect(found[name]!.low).toBeLessThan(found[name]!.mean!)
      expect(found[name]!.high).toBeGreaterThan(found[name]!.mean!)
    }
    expect(found['consistency@5']!.folds).toEqual([])
  })
})
