import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { rp3Beta } from '../../../../main/recommenders/collaborative/rp3-beta.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('rp3-beta', () => {
  behavesLikeRecommender(rp3Beta, { config: { neighbours: 30 }, ndcgAt10: [0.4, 0.5] })

  // Users of items 0, 1, 2: two, three, one. Items of users 0, 1, 2: two, three, one.
  const log = buildInteractions(
    logOf([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 1],
    ]),
  )
  const score = async (alpha: number, beta: number) =>
    scoresOf(await rp3Beta.train(log, { alpha, beta, neighbours: 10 }, contextOf()), 3, [2])

  it('is the probability of the walk with α = 1 and β = 0: from item 1 over users 0, 1, 2', async () => {
    // W₁₀ = 1/3 · 1/2 + 1/3 · 1/3, W₁₂ = 1/3 · 1/3.
    const scores = await score(1, 0)
    expect(scores[0]).toBeCloseTo(5 / 18, 6)
    expect(scores[2]).toBeCloseTo(1 / 9, 6)
  })

  it('divides by the popularity of the item to the power of β, and takes probabilities to the power of α', async () => {
    expect((await score(1, 1))[0]).toBeCloseTo(5 / 18 / 2, 6)
    expect((await score(0.5, 0))[2]).toBeCloseTo(1 / 3, 6)
  })
})
