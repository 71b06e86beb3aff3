import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { gfCf } from '../../../../main/recommenders/collaborative/gf-cf.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('gf-cf', () => {
  behavesLikeRecommender(gfCf, { config: { factors: 8 }, ndcgAt10: [0.43, 0.53] })

  // Users 0 and 1 have items 0 and 1, user 2 has item 1: degrees 2, 2, 1 and 2, 3.
  const log = buildInteractions(
    logOf([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 1],
    ]),
  )
  // R̃ᵀR̃ = [[1/2, 1/√6], [1/√6, 2/3]]: the sum over users of 1 / (n_u √(d_i d_j)).
  const linear = [
    [1 / 2, 1 / Math.sqrt(6)],
    [1 / Math.sqrt(6), 2 / 3],
  ]

  it('is the normalised two-step walk without the low-pass filter', async () => {
    const model = await gfCf.train(log, { factors: 1, lowPass: 0 }, contextOf())
    const scores = await scoresOf(model, 2, [0, 2])
    expect(scores[0]).toBeCloseTo(linear[0]![0]! + linear[1]![0]!, 6)
    expect(scores[1]).toBeCloseTo(linear[0]![1]! + linear[1]![1]!, 6)
    expect(scores[2]).toBeCloseTo(linear[1]![0]!, 6)
    expect(scores[3]).toBeCloseTo(linear[1]![1]!, 6)
  })

  it('adds α D^−½ v vᵀ D^½, v the leading vector √(d / Σ d) of a connected graph', async () => {
    // The leading right singular vector of R̃ is (√2, √3) / √5, with singular value 1: D_i^−½ v vᵀ D_i^½ has rows (2, 3) / 5.
    const model = await gfCf.train(log, { factors: 1, lowPass: 0.5 }, contextOf())
    const scores = await scoresOf(model, 2, [2])
    expect(scores[0]).toBeCloseTo(linear[1]![0]! + (0.5 * 2) / 5, 6)
    expect(scores[1]).toBeCloseTo(linear[1]![1]! + (0.5 * 3) / 5, 6)
  })
})
