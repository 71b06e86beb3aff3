import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { p3Alpha } from '../../../../main/recommenders/collaborative/p3-alpha.ts'
import { rp3Beta } from '../../../../main/recommenders/collaborative/rp3-beta.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('p3-alpha', () => {
  behavesLikeRecommender(p3Alpha, { config: { neighbours: 20 }, ndcgAt10: [0.4, 0.5] })

  // User 0: items 0, 1. User 1: items 0, 1, 2. User 2: item 2.
  const log = buildInteractions(
    logOf([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 2],
    ]),
  )

  it('is the probability of the walk from an item over its users to their items', async () => {
    const model = await p3Alpha.train(log, { alpha: 1, neighbours: 3 }, contextOf())
    const scores = await scoresOf(model, 3, [2])
    // From item 2 with probability ½ to user 1, then with ⅓ to item 0 or 1.
    expect(scores[0]).toBeCloseTo(1 / 6, 6)
    expect(scores[1]).toBeCloseTo(1 / 6, 6)
  })

  it('is RP3beta that holds nothing back', async () => {
    const [walk, held] = await Promise.all([
      p3Alpha.train(log, { alpha: 0.7, neighbours: 2 }, contextOf()),
      rp3Beta.train(log, { alpha: 0.7, beta: 0, neighbours: 2 }, contextOf()),
    ])
    expect(await scoresOf(walk, 3, [0, 1, 2])).toEqual(await scoresOf(held, 3, [0, 1, 2]))
  })
})
