import { describe, expect, it } from 'vitest'
import { compareModels, pairValues } from '../../../main/evaluation/compare.ts'
import { makeFolds } from '../../../main/evaluation/splits/all.ts'
import { summarizeModel } from '../../../main/evaluation/summarize.ts'
import { generateLog } from '../../fixtures/logs.ts'
import { experimentOf, runAll } from '../../helpers/experiments.ts'

const log = generateLog()
const folds = makeFolds(log, { kind: 'kfold', folds: 2 }, 1)
const experiment = experimentOf({
  models: [{ id: 'random' }, { id: 'item-knn' }, { id: 'popularity' }, { id: 'svd', config: { epochs: 2 } }],
  metrics: ['ndcg@10', 'coverage@10', 'rmse'],
})
const outcomes = await runAll(experiment, log, folds)
const models = experiment.models.map((_, model) => summarizeModel(experiment, model, outcomes))

describe('compareModels', () => {
  it('compares each model with the best, in the order of their means', () => {
    const tests = compareModels(experiment, models, outcomes).filter(({ metric }) => metric === 'ndcg@10')
    expect(tests.map(({ a, b }) => [a, b])).toEqual([
      ['item-knn', 'popularity'],
      ['item-knn', 'random'],
      ['item-knn', 'svd'],
    ])
    for (const { p, adjusted, difference, effect } of tests) {
      expect(adjusted).toBeGreaterThanOrEqual(p!)
      expect(difference).toBeGreaterThan(0)
      expect(effect).toBeGreaterThan(0)
    }
  })

  it('has no test where there is nothing per user, or only one model', () => {
    const tested = compareModels(experiment, models, outcomes).map(({ metric }) => metric)
    expect(tested).not.toContain('coverage@10')
    expect(tested).not.toContain('rmse')
  })

  it('tests as the experiment says, and says which test, correction and effect size it was', () => {
    const of = (significance: NonNullable<typeof experiment.significance>) =>
      compareModels({ ...experiment, significance }, models, outcomes).filter(({ metric }) => metric === 'ndcg@10')
    const [plain] = compareModels(experiment, models, outcomes)
    expect(plain).toMatchObject({ test: 't', correction: 'holm', level: 0.05, effectSize: 'cohens-d-z' })
    expect(plain!.low!).toBeLessThan(plain!.difference!)
    const ranked = of({ test: 'wilcoxon', correction: 'none', level: 0.01 })
    expect(ranked[0]).toMatchObject({ test: 'wilcoxon', correction: 'none', level: 0.01, effectSize: 'rank-biserial' })
    for (const { p, adjusted } of ranked) expect(adjusted).toBe(p)
    const permuted = of({ test: 'permutation', correction: 'bonferroni', level: 0.05 })
    expect(permuted).toEqual(of({ test: 'permutation', correction: 'bonferroni', level: 0.05 }))
    for (const { p, adjusted } of permuted) expect(adjusted).toBeCloseTo(Math.min(1, 3 * p!), 12)
    expect(of({ test: 'sign', correction: 'holm', level: 0.05 })[0]!.effectSize).toBe('win-difference')
  })

  it('leaves out models that are not done', () => {
    const failed = models.map((model) => (model.label === 'svd' ? { ...model, state: 'failed' as const } : model))
    expect(compareModels(experiment, failed, outcomes).map(({ b }) => b)).not.toContain('svd')
  })
})

describe('pairValues', () => {
  const names = Array.from({ length: log.users }, (_, user) => `u${user}`)

  it('has a column per model over the same users, with the training events of each', () => {
    const pairs = pairValues(experiment, 'ndcg@10', outcomes, log, folds, names)
    expect(pairs.models).toEqual(['random', 'item-knn', 'popularity', 'svd'])
    expect(pairs.users[0]).toBe('u0')
    for (const column of pairs.values) expect(column).toHaveLength(pairs.users.length)
    const events = log.byUser.offsets[1]!
    expect(pairs.activity[0]).toBeCloseTo(events / 2, 12)
  })

  it('is null for a model without values, and refuses a metric without users', () => {
    const pairs = pairValues(experiment, 'rmse', outcomes, log, folds, names)
    expect(pairs.values[0]!.every((value) => value === null)).toBe(true)
    expect(pairs.values[3]!.some((value) => value !== null)).toBe(true)
    expect(() => pairValues(experiment, 'coverage@10', outcomes, log, folds, names)).toThrow(/none per user/)
  })
})
