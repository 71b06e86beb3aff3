import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { warp } from '../../../../main/recommenders/collaborative/warp.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { logOf } from '../../../helpers/experiments.ts'

const small = { factors: 12 }
const configOf = (given: Record<string, number>) => parseConfiguration('warp', warp.settings, given)

describe('warp', () => {
  // At its defaults.
  behavesLikeRecommender(warp, { boardConfig: { longest: 0.7 }, ndcgAt10: [0.37, 0.47] })

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
    // Factors are within ± 1/2 of zero, so the first other item violates the margin: rank 1, L = 1, and both biases move by γ.
    const tiny = buildInteractions(logOf([[0, 0]], 1, 2))
    const gap = async (learningRate: number) => {
      const config = configOf({ factors: 1, epochs: 1, learningRate, longest: 10, trials: 100 })
      const scores = await scoresOf(await warp.train(tiny, config, contextOf()), 2, [0])
      return scores[0]! - scores[1]!
    }
    // x₀ − x₁ grows by 2γ through the biases and by γ ((q₀ − q₁)² + 2 p² + 2 γ p² …) ≥ 0 through the factors to first order.
    expect((await gap(0.25)) - (await gap(0))).toBeGreaterThan(0.5 - 0.13)
  })

  it('keeps no vector longer than it may be, however long it learns', async () => {
    const model = await warp.train(log, configOf({ factors: 1, epochs: 200, longest: 0.1 }), contextOf())
    const scores = await scoresOf(model, log.items, [0, 1, 2])
    // x_ui − x_vi = (p_u − p_v) q_i, at most 2 · 0.1 · 0.1.
    for (let item = 0; item < log.items; item++)
      expect(Math.abs(scores[item]! - scores[log.items + item]!)).toBeLessThanOrEqual(0.02 + 1e-5)
  })
})
