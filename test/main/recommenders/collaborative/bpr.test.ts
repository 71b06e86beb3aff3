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
})
