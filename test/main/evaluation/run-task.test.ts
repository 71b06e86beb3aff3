import { describe, expect, it } from 'vitest'
import { runTask } from '../../../main/evaluation/run-task.ts'
import { makeFolds } from '../../../main/evaluation/splits/all.ts'
import { generateLog } from '../../fixtures/logs.ts'
import { experimentOf, logOf, quiet, runAll } from '../../helpers/experiments.ts'

const metrics = ['ndcg@10', 'auc', 'coverage@10', 'rmse']
const log = generateLog()
const folds = makeFolds(log, { kind: 'kfold', folds: 3 }, 1)
const experiment = experimentOf({
  models: [{ id: 'ease' }, { id: 'svd', config: { epochs: 3 } }, { id: 'item-knn' }],
  metrics,
})

describe('runTask', () => {
  it('keeps one value per evaluated user, the fold values of the rest, and the lists with scores', async () => {
    const outcome = await runTask({ experiment, log, folds, model: 0, fold: 1 }, quiet)
    expect(outcome.perUser['ndcg@10']).toHaveLength(outcome.users.length)
    expect(outcome.overall['coverage@10']).toBeGreaterThan(0)
    expect(outcome.listLength).toBe(20)
    expect(outcome.lists).toHaveLength(20 * outcome.users.length)
    expect(outcome.scores[0]).toBeGreaterThanOrEqual(outcome.scores[1]!)
    expect(outcome).toMatchObject({
      model: 0,
      fold: 1,
      backend: 'javascript',
      tuned: [],
      config: { regularization: 250 },
    })
  })

  it('never lists an item that the user had in training', async () => {
    const { users, lists, listLength } = await runTask({ experiment, log, folds, model: 0, fold: 0 }, quiet)
    const seen = new Set(Array.from(folds[0]!.train, (row) => log.user[row]! * log.items + log.item[row]!))
    users.forEach((user, row) => {
      for (const item of lists.subarray(row * listLength, (row + 1) * listLength))
        expect(seen.has(user * log.items + item)).toBe(false)
    })
  })

  it('gives the same outcome alone, after other tasks and with other thread counts', async () => {
    const all = await runAll(experiment, log, folds)
    const alone = await runTask({ experiment, log, folds, model: 1, fold: 2 }, { ...quiet, threads: 7 })
    const among = all.find(({ model, fold }) => model === 1 && fold === 2)!
    const untimed = { seconds: null, cpu: null, testReadAt: null }
    expect({ ...alone, ...untimed }).toEqual({ ...among, ...untimed })
  })

  it('leaves rmse undefined for a model that predicts no values, and says so', async () => {
    const said: string[] = []
    const observer = { ...quiet, log: (_: string, text: string) => void said.push(text) }
    const outcome = await runTask({ experiment, log, folds, model: 0, fold: 0 }, observer)
    expect(outcome.overall['rmse']).toBeNaN()
    expect(outcome.errors).toBeNull()
    expect(said).toEqual(['The model ranks but predicts no values: rmse undefined.'])
  })

  it('ranks and predicts with a model of values', async () => {
    const { overall, perUser, errors } = await runTask({ experiment, log, folds, model: 1, fold: 0 }, quiet)
    expect(overall['rmse']).toBeGreaterThan(0.5)
    expect(overall['rmse']).toBeLessThan(2)
    expect(perUser['ndcg@10']!.some((value) => value > 0)).toBe(true)
    expect(errors!.events.reduce((sum, count) => sum + count, 0)).toBe(folds[0]!.test.length)
  })

  it('gives a model of equal scores the AUC of chance, and counts its ties', async () => {
    const flat = logOf(
      [
        [0, 0],
        [1, 1],
        [0, 2],
        [1, 3],
      ],
      2,
      6,
    )
    const task = experimentOf({ models: [{ id: 'item-knn' }], metrics: ['auc', 'hit@1'] })
    const fold = { train: Int32Array.of(0, 1), test: Int32Array.of(2, 3) }
    const outcome = await runTask({ experiment: task, log: flat, folds: [fold], model: 0, fold: 0 }, quiet)
    expect([...outcome.perUser['auc']!]).toEqual([0.5, 0.5])
    expect(outcome.tieRate).toBe(1)
  })

  it('reports progress that never falls, and ends with the evaluation', async () => {
    const steps: [number, string][] = []
    const observer = { ...quiet, progress: (fraction: number, stage: string) => void steps.push([fraction, stage]) }
    await runTask({ experiment, log, folds, model: 1, fold: 0 }, observer)
    const shares = steps.map(([fraction]) => fraction)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(steps.at(-1)).toEqual([1, 'Evaluating'])
  })

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('stopped'))
    await expect(runTask({ experiment, log, folds, model: 0, fold: 0 }, { ...quiet, signal })).rejects.toThrow(
      'stopped',
    )
  })

  it.each([
    [{ models: [{ id: 'eese' }] }, 'There is no model "eese".'],
    [{ models: [{ id: 'ease', config: { lambda: 3 } }] }, 'The model ease has no setting "lambda".'],
    [{ models: [{ id: 'ease', config: { regularization: -3 } }] }, '-3 is below 0.001'],
    [{ models: [{ id: 'ease', config: { regularization: [1, 2] } }] }, '[1,2]: Enter a number'],
    [{ metrics: ['ndcg@0'] }, 'The cutoff of the metric "ndcg@0" is "0"'],
    [{ profile: 'treceval' }, 'There is no profile "treceval"'],
  ])('refuses %j in a sentence', async (given, sentence) => {
    const task = experimentOf(given as Parameters<typeof experimentOf>[0])
    await expect(runTask({ experiment: task, log, folds, model: 0, fold: 0 }, quiet)).rejects.toThrow(sentence)
  })

  it('refuses a fold without training or test events', async () => {
    const empty = [{ train: new Int32Array(0), test: Int32Array.of(0) }]
    await expect(runTask({ experiment, log, folds: empty, model: 0, fold: 0 }, quiet)).rejects.toThrow(
      'The training part of fold 1 is empty',
    )
  })
})

describe('tuning', () => {
  const tuned = experimentOf({
    models: [{ id: 'ease', config: { regularization: [0.001, 50, 100_000] } }],
    tuning: { search: 'grid', metric: 'ndcg@10' },
  })

  it('tries every candidate on a validation part and keeps the best', async () => {
    const { config, tuned: trials } = await runTask({ experiment: tuned, log, folds, model: 0, fold: 0 }, quiet)
    expect(trials.map((trial) => trial.config['regularization'])).toEqual([0.001, 50, 100_000])
    const best = trials.reduce((a, b) => (b.value! > a.value! ? b : a))
    expect(config).toEqual(best.config)
  })

  it('never reads the test part: other test events, same choice and same values', async () => {
    const swapped = { train: folds[0]!.train, test: folds[0]!.test.slice(0, 5) }
    const a = await runTask({ experiment: tuned, log, folds, model: 0, fold: 0 }, quiet)
    const b = await runTask({ experiment: tuned, log, folds: [swapped], model: 0, fold: 0 }, quiet)
    const untimed = ({ tuned: trials }: typeof a) => trials.map((trial) => ({ ...trial, seconds: null }))
    expect(untimed(b)).toEqual(untimed(a))
  })

  it('prefers the lowest of an error', async () => {
    const errors = experimentOf({
      models: [{ id: 'svd', config: { epochs: [1, 30], learningRate: 0.02 } }],
      tuning: { search: 'grid', metric: 'rmse' },
    })
    const { config, tuned: trials } = await runTask({ experiment: errors, log, folds, model: 0, fold: 0 }, quiet)
    const best = trials.reduce((a, b) => (b.value! < a.value! ? b : a))
    expect(config).toEqual(best.config)
  })
})
