import { describe, expect, it } from 'vitest'
import type { ExperimentInput } from '../../../../main/contract/experiment.ts'
import { runTask } from '../../../../main/evaluation/run-task.ts'
import { makeFolds } from '../../../../main/evaluation/splits/all.ts'
import { runTrial, type Trial } from '../../../../main/evaluation/tuning/trial.ts'
import { tune } from '../../../../main/evaluation/tuning/tune.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { experimentOf, quiet } from '../../../helpers/experiments.ts'

const log = generateLog()
const folds = makeFolds(log, { kind: 'kfold', folds: 3 }, 1)
const task = { model: 0, fold: 0 }

const searching = (tuning: Partial<NonNullable<ExperimentInput['tuning']>>, model: object = { id: 'ease' }) =>
  experimentOf({
    models: [model as { id: string }],
    tuning: { search: 'random', metric: 'ndcg@10', trials: 6, ...tuning },
  })

const knn = { id: 'item-knn', config: { neighbours: { from: 5, to: 100, scale: 'log' }, weighting: ['none', 'bm25'] } }

describe.each(['grid', 'random', 'tpe', 'halving'] as const)('tuning by %s', (search) => {
  it('keeps to the budget, chooses the best that was trained in full, and says what it tried', async () => {
    const { config, tuned } = await runTask({ ...task, experiment: searching({ search }, knn), log, folds }, quiet)
    const spent = tuned.reduce((sum, { share }) => sum + share, 0)
    expect(spent).toBeGreaterThan(3)
    expect(spent).toBeLessThanOrEqual(6 + 1e-9)
    const best = Math.max(...tuned.filter(({ share }) => share === 1).map(({ value }) => value!))
    const chosen = tuned.filter((trial) => trial.chosen)
    expect(chosen).toHaveLength(1)
    expect(chosen[0]).toMatchObject({ config, value: best, fold: 0, share: 1 })
  })

  it('gives the same whether trials run one after another or all at once in another order', async () => {
    const experiment = searching({ search, folds: 2, trials: 4 }, knn)
    const input = { experiment, log, folds }
    const alone = await tune(experiment, task, (trial) => runTrial(input, trial, quiet))
    const waiting: (() => void)[] = []
    const reversed = (trial: Trial) =>
      new Promise<Awaited<ReturnType<typeof runTrial>>>((resolve) => {
        waiting.unshift(() => void runTrial(input, trial, quiet).then(resolve))
        setTimeout(() => waiting.shift()?.())
      })
    const shuffled = await tune(experiment, task, reversed)
    const plain = (tuned: typeof alone) => ({
      ...tuned,
      trials: tuned.trials.map((trial) => ({ ...trial, seconds: 0 })),
    })
    expect(plain(shuffled)).toEqual(plain(alone))
  })
})

describe('tune', () => {
  it('tries a space that is no larger than the budget whole, whatever the search', async () => {
    const experiment = searching({ search: 'tpe' }, { id: 'ease', config: { regularization: [1, 50, 500] } })
    const seen: unknown[] = []
    await tune(experiment, task, async ({ config }) => {
      seen.push(config['regularization'])
      return { value: 1, seconds: 0, iterations: null }
    })
    expect(seen).toEqual([1, 50, 500])
  })

  it('takes the mean over inner folds, and no configuration with an undefined one', async () => {
    const experiment = searching({ folds: 2 }, { id: 'ease', config: { regularization: [1, 2] } })
    const tuned = await tune(experiment, task, async ({ config, inner }) => ({
      value: config['regularization'] === 2 ? (inner === 0 ? 9 : null) : inner,
      seconds: 1,
      iterations: null,
    }))
    expect(tuned.config).toMatchObject({ regularization: 1 })
    expect(tuned.trials.map(({ value, seconds }) => [value, seconds])).toEqual([
      [0.5, 2],
      [null, 2],
    ])
  })

  it('leaves a model without settings as it is', async () => {
    const { tuned } = await runTask({ ...task, experiment: searching({}, { id: 'random' }), log, folds }, quiet)
    expect(tuned).toEqual([])
  })

  it('says so when the metric is undefined for every configuration', async () => {
    const experiment = searching({ metric: 'rmse' }, { id: 'ease', config: { regularization: [1, 2] } })
    await expect(runTask({ ...task, experiment, log, folds }, quiet)).rejects.toThrow(
      'The tuning metric rmse is undefined for every configuration of ease.',
    )
  })
})

describe('early stopping', () => {
  const bpr = { id: 'bpr', config: { epochs: 40, factors: 8, learningRate: [0.05, 0.2] } }

  it('trains the chosen configuration for the iterations that were best on validation', async () => {
    const experiment = searching({ patience: 2 }, bpr)
    const { config, tuned } = await runTask({ ...task, experiment, log, folds }, quiet)
    const chosen = tuned.find((trial) => trial.chosen)!
    expect(chosen.iterations).toBeLessThan(40)
    expect(config['epochs']).toBe(chosen.iterations)
  })

  it('finds the value that training for just as many iterations gives', async () => {
    const input = { experiment: searching({ patience: 2 }, bpr), log, folds }
    const trial = { ...task, share: 1, inner: 0, config: { ...bprDefaults, epochs: 40, factors: 8, learningRate: 0.2 } }
    const stopped = await runTrial(input, trial, quiet)
    const plain = { ...input, experiment: searching({}, bpr) }
    const exact = await runTrial(plain, { ...trial, config: { ...trial.config, epochs: stopped.iterations! } }, quiet)
    expect(exact.value).toBe(stopped.value)
  })
})

const bprDefaults = { factors: 8, epochs: 40, learningRate: 0.05, regularization: 0.01, negatives: 'popularity' }

it('reads the test part after tuning, once', async () => {
  const experiment = searching({ trials: 3 })
  const began = new Date().toISOString()
  const { testReadAt, tuned } = await runTask({ ...task, experiment, log, folds }, quiet)
  const spent = tuned.reduce((sum, { seconds }) => sum + seconds, 0)
  expect(Date.parse(testReadAt!) - Date.parse(began)).toBeGreaterThanOrEqual(Math.floor(spent * 1000) - 1)
})
