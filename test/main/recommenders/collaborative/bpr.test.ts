import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { bpr } from '../../../../main/recommenders/collaborative/bpr.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'

const small = { factors: 12, epochs: 120, learningRate: 0.1, regularization: 0.01 }
const configOf = (given: Record<string, number | string>) => parseConfiguration('bpr', bpr.settings, given)

describe('bpr', () => {
  behavesLikeRecommender(bpr, { config: { ...small, negatives: 'uniform' }, ndcgAt10: [0.28, 0.38] })

  const log = generateLog()

  it('begins at ln 2, the loss of chance, and lowers it', async () => {
    const losses: number[] = []
    await bpr.train(log, configOf(small), contextOf({ loss: (_, training) => losses.push(training) }))
    expect(losses).toHaveLength(120)
    expect(losses[0]).toBeLessThan(Math.LN2 + 0.01)
    expect(losses[119]).toBeLessThan(losses[0]! / 2)
  })

  it('ranks what users had above what they did not have', async () => {
    const model = await bpr.train(log, configOf(small), contextOf())
    const scores = await scoresOf(model, log.items, [0])
    const had = new Set(log.byUser.indices.subarray(0, log.byUser.offsets[1]))
    const mean = (items: number[]) => items.reduce((sum, item) => sum + scores[item]!, 0) / items.length
    const every = [...scores.keys()]
    expect(mean(every.filter((item) => had.has(item)))).toBeGreaterThan(
      mean(every.filter((item) => !had.has(item))) + 1,
    )
  })

  it('keeps biases at zero without them: an item nobody was shown scores by its factors alone', async () => {
    const scale = async (itemBias: boolean) => {
      const config = parseConfiguration('bpr', bpr.settings, { ...small, factors: 1, epochs: 20, itemBias })
      const scores = await scoresOf(await bpr.train(log, config, contextOf()), log.items, [0, 1])
      // With one factor and no bias, the scores of two users are proportional.
      const [a, b] = [scores.subarray(0, log.items), scores.subarray(log.items)]
      const product = a.reduce((sum, value, item) => sum + value * b[item]!, 0)
      const length = (row: Float32Array) => Math.hypot(...row)
      return Math.abs(product) / (length(a) * length(b))
    }
    expect(await scale(false)).toBeCloseTo(1, 5)
    expect(await scale(true)).toBeLessThan(0.9999)
  })

  it('lowers what users had when draws are not verified, as those are pushed down too', async () => {
    const margin = async (verifyNegatives: boolean) => {
      const config = parseConfiguration('bpr', bpr.settings, { ...small, epochs: 30, verifyNegatives })
      const losses: number[] = []
      await bpr.train(log, config, contextOf({ loss: (_, training) => losses.push(training) }))
      return losses.at(-1)!
    }
    expect(await margin(false)).toBeGreaterThan(await margin(true))
  })

  it('gives the same scores on one thread and on two', async () => {
    const scoresOn = async (threads: number) =>
      scoresOf(await bpr.train(log, configOf(small), contextOf({ threads })), log.items, [0, 1, 2])
    expect(await scoresOn(2)).toEqual(await scoresOn(1))
  })
})
