import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { warp } from '../../../../main/recommenders/collaborative/warp.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { logOf } from '../../../helpers/experiments.ts'

const small = { factors: 12, epochs: 30, learningRate: 0.003 }
const configOf = (given: Record<string, number>) => parseConfiguration('warp', warp.settings, given)

describe('warp', () => {
  behavesLikeRecommender(warp, {
    config: small,
    boardConfig: { epochs: 100, learningRate: 0.01, trials: 1 },
    ndcgAt10: [0.42, 0.53],
  })

  const log = generateLog()

  it('begins at L(items − 1) times the margin: the first draw is above it while factors are small', async () => {
    const bottom = Array.from({ length: log.items - 1 }, (_, rank) => 1 / (rank + 1)).reduce((a, b) => a + b)
    const losses: number[] = []
    const context = contextOf({ loss: (_, training) => losses.push(training) })
    await warp.train(log, configOf({ ...small, epochs: 1, learningRate: 0 }), context)
    expect(Math.abs(losses[0]! / bottom - 1)).toBeLessThan(0.02)
  })

  it('ranks what users had above what they did not have', async () => {
    const scores = await scoresOf(await warp.train(log, configOf(small), contextOf()), log.items, [0])
    const had = new Set(log.byUser.indices.subarray(0, log.byUser.offsets[1]))
    const mean = (items: number[]) => items.reduce((sum, item) => sum + scores[item]!, 0) / items.length
    const every = [...scores.keys()]
    const others = every.filter((item) => !had.has(item))
    expect(mean(every.filter((item) => had.has(item)))).toBeGreaterThan(mean(others) + 1)
  })

  it('moves by γ L(rank) towards the item that was had: one user, two items', async () => {
    // Factors are within ± 1/2 of zero, so the first trial violates the margin: rank 1, L = 1, and both biases move by γ.
    const tiny = buildInteractions(logOf([[0, 0]], 1, 2))
    const config = configOf({ factors: 1, epochs: 1, learningRate: 0.25, regularization: 0, trials: 100 })
    const scores = await scoresOf(await warp.train(tiny, config, contextOf()), 2, [0])
    expect(scores[0]! - scores[1]!).toBeGreaterThan(0.5 - 0.75)
    const still = await warp.train(tiny, configOf({ factors: 1, epochs: 1, learningRate: 0 }), contextOf())
    const before = await scoresOf(still, 2, [0])
    // x₀ − x₁ grows by 2γ through the biases and by γ ((q₀ − q₁)² + 2 p² + 2 γ p (q₀ − q₁)) ≥ 0 through the factors to first order.
    expect(scores[0]! - scores[1]! - (before[0]! - before[1]!)).toBeGreaterThan(0.5 - 0.13)
  })
})
