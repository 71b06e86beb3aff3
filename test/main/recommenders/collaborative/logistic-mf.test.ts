import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { logisticMf } from '../../../../main/recommenders/collaborative/logistic-mf.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { logOf } from '../../../helpers/experiments.ts'

const small = { factors: 12 }
const configOf = (given: Record<string, number>) => parseConfiguration('logistic-mf', logisticMf.settings, given)

describe('logistic-mf', () => {
  behavesLikeRecommender(logisticMf, { config: small, ndcgAt10: [0.38, 0.49] })

  it('gives higher odds to what was observed than to the rest', async () => {
    const log = generateLog()
    const model = await logisticMf.train(log, configOf(small), contextOf())
    const scores = await scoresOf(model, log.items, [0])
    const had = new Set(log.byUser.indices.subarray(0, log.byUser.offsets[1]))
    const mean = (items: number[]) => items.reduce((sum, item) => sum + scores[item]!, 0) / items.length
    const every = [...scores.keys()]
    const others = every.filter((item) => !had.has(item))
    expect(mean(every.filter((item) => had.has(item)))).toBeGreaterThan(mean(others) + 1)
  })

  it('settles where the gradient vanishes: one user and one item, each pair drawn as often as it is observed', async () => {
    // With α = 1, one negative and no penalty, Σ (1 − σ) − σ = 0 at σ = 1/2, a loss of ln 2.
    const losses: number[] = []
    const log = buildInteractions(logOf([[0, 0]], 1, 1))
    const config = configOf({ factors: 1, iterations: 200, negatives: 1, regularization: 0, learningRate: 0.1 })
    await logisticMf.train(log, config, contextOf({ loss: (_, training) => losses.push(training) }))
    expect(losses.at(-1)).toBeCloseTo(Math.LN2, 3)
  })

  it('gives the same scores on one thread and on two', async () => {
    const log = generateLog()
    const scoresOn = async (threads: number) =>
      scoresOf(await logisticMf.train(log, configOf(small), contextOf({ threads })), log.items, [0, 1, 2])
    expect(await scoresOn(2)).toEqual(await scoresOn(1))
  })
})
