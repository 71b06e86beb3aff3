import { describe, expect, it } from 'vitest'
import type { ExperimentInput } from '../../../../main/contract/experiment.ts'
import { correctionsOf, learn } from '../../../../main/evaluation/estimate/corrections.ts'
import { costOf } from '../../../../main/evaluation/estimate/costs.ts'
import { estimateRun, type EstimateOptions } from '../../../../main/evaluation/estimate/estimate.ts'
import { refuseMisfit } from '../../../../main/evaluation/estimate/refuse.ts'
import { shapeOf, type LogShape } from '../../../../main/evaluation/estimate/shape.ts'
import { measureSpeed } from '../../../../main/evaluation/estimate/speed.ts'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { recommenders } from '../../../../main/recommenders/all.ts'
import { experimentOf, logOf } from '../../../helpers/experiments.ts'

const shape: LogShape = {
  users: 1000,
  items: 2000,
  rows: 80_000,
  pairs: 80_000,
  userSquares: 13e6,
  itemSquares: 11e6,
  testRows: 20_000,
  testUsers: 900,
  folds: 5,
}
const options: EstimateOptions = { speed: 1, corrections: {}, threads: 1, availableBytes: 8e9 }
const estimate = (given: Partial<ExperimentInput>, change: Partial<EstimateOptions> = {}, log = shape) =>
  estimateRun(experimentOf(given), log, { ...options, ...change })

describe('shapeOf', () => {
  it('counts pairs once, and the squares of what users and items have', () => {
    const log = logOf([[0, 0], [0, 1], [0, 1], [1, 1], [1, 2]], 3, 4) // prettier-ignore
    const fold = { train: Int32Array.of(0, 1, 2, 3), test: Int32Array.of(4) }
    expect(shapeOf(log, [fold, fold])).toEqual({
      users: 3,
      items: 4,
      rows: 4,
      pairs: 3,
      userSquares: 5,
      itemSquares: 5,
      testRows: 1,
      testUsers: 1,
      folds: 2,
    })
  })
})

describe('costOf', () => {
  const larger = {
    ...shape,
    users: 4000,
    items: 8000,
    rows: 640_000,
    pairs: 640_000,
    userSquares: 2e8,
    itemSquares: 2e8,
  }

  it.each(recommenders.map((recommender) => [recommender.id, recommender] as const))(
    'says a finite time and memory of %s that grow with the log',
    (id, recommender) => {
      const config = parseConfiguration(id, recommender.settings)
      const [small, large] = [costOf(recommender, shape, config), costOf(recommender, larger, config)]
      for (const part of ['train', 'score', 'bytes'] as const) {
        expect(Number.isFinite(large[part])).toBe(true)
        expect(small[part]).toBeGreaterThanOrEqual(0)
        expect(large[part]).toBeGreaterThanOrEqual(small[part])
      }
    },
  )

  it('takes the components of a model made of models together', () => {
    const cost = (id: string, config: object = {}) => {
      const recommender = recommenders.find((one) => one.id === id)!
      return costOf(recommender, shape, parseConfiguration(id, recommender.settings, config as never))
    }
    const parts = cost('bpr', { epochs: 7 }).train + cost('ials').train
    expect(cost('weighted-hybrid', { models: 'bpr(epochs=7) + ials' }).train).toBeCloseTo(parts, 3)
  })
})

describe('estimateRun', () => {
  const models = [{ id: 'ease' }, { id: 'popularity' }]

  it('trains and evaluates each model once per fold; threads share the work', () => {
    const one = estimate({ models })
    const { train, evaluate, seconds, trainings } = one.models[0]!
    expect(trainings).toBe(5)
    expect(seconds).toBeCloseTo(5 * (train + evaluate), 9)
    expect(one.seconds).toBeCloseTo(one.models[0]!.seconds + one.models[1]!.seconds, 9)
    expect(estimate({ models }, { threads: 2 }).seconds).toBeCloseTo(one.seconds / 2, 9)
  })

  it('counts the trainings that tuning asks for: the budget on every inner fold, and the last one', () => {
    const tuning = { search: 'tpe', metric: 'ndcg@10', trials: 7, folds: 3 } as const
    const { models: tuned } = estimate({ models: [{ id: 'ease' }, { id: 'random' }], tuning })
    expect(tuned.map(({ trainings }) => trainings)).toEqual([5 * (1 + 7 * 3), 5])
  })

  it('is as much slower as the machine, and as earlier runs were', () => {
    const plain = estimate({ models }).models[0]!
    expect(estimate({ models }, { speed: 2 }).models[0]!.train).toBeCloseTo(2 * plain.train, 9)
    const corrections = { ease: { train: 3, evaluate: 1 } }
    const corrected = estimate({ models }, { corrections }).models[0]!
    expect(corrected.train).toBeCloseTo(3 * plain.train, 9)
    expect(corrected.evaluate).toBe(plain.evaluate)
  })

  it('says which model cannot fit', () => {
    const wide = { ...shape, users: 60_000, items: 60_000 }
    expect(estimate({ models }, {}, wide).models.map(({ fits }) => fits)).toEqual([false, true])
  })
})

it('refuses a model that the whole machine could not hold, in a sentence', () => {
  const model = estimate({ models: [{ id: 'ease' }] }, {}, { ...shape, users: 90_000, items: 60_000 }).models[0]!
  expect(() => refuseMisfit(model, 16e9)).toThrow(/^ease takes about [\d.]+ GB of memory, and this machine has 16.0 GB/)
  expect(() => refuseMisfit(model, 1e13)).not.toThrow()
})

describe('corrections', () => {
  const check = (taken: number, correction = 1) => ({
    id: 'ease',
    label: 'EASE',
    estimated: { train: 1, evaluate: 0 },
    taken: { train: taken, evaluate: 0.01 },
    correction: { train: correction, evaluate: 1 },
  })

  it('are the median of what runs took, so that one odd run does not move them', () => {
    const measured = [2, 2.2, 40].reduce((so, taken) => learn(so, [check(taken)]), {})
    expect(correctionsOf(measured)).toEqual({ ease: { train: 2.2, evaluate: 1 } })
  })

  it('stay put when an estimate that was corrected is right', () => {
    const once = learn({}, [check(2)])
    expect(correctionsOf(learn(once, [check(1, 2)]))['ease']!.train).toBe(2)
  })

  it('forget all but the last nine', () => {
    const measured = Array.from({ length: 12 }, (_, i) => i + 1).reduce((so, taken) => learn(so, [check(taken)]), {})
    expect(correctionsOf(measured)['ease']!.train).toBe(8)
  })
})

it('measures a speed of this machine that is a plausible multiple of the reference', () => {
  const speed = measureSpeed()
  expect(speed).toBeGreaterThan(0.05)
  expect(speed).toBeLessThan(50)
})
