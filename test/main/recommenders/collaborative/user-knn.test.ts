import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { userKnn } from '../../../../main/recommenders/collaborative/user-knn.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('user-knn', () => {
  behavesLikeRecommender(userKnn, { config: { neighbours: 20 }, ndcgAt10: [0.43, 0.52] })

  // User 0: items 0, 1. User 1: items 0, 1, 2. User 2: item 1, 3. cos(0, 1) = 2/√6, cos(0, 2) = 1/2.
  const log = buildInteractions(
    logOf([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 3],
    ]),
  )
  const train = async (config: Record<string, number | string>) =>
    userKnn.train(log, parseConfiguration('user-knn', userKnn.settings, config), contextOf())

  it('adds the cosines of the users who had the item', async () => {
    const scores = await scoresOf(await train({}), 4, [0])
    expect(scores[2]).toBeCloseTo(2 / Math.sqrt(6), 6)
    expect(scores[3]).toBeCloseTo(1 / 2, 6)
    expect(scores[1]).toBeCloseTo(2 / Math.sqrt(6) + 1 / 2, 6)
  })

  it('counts only the K most alike users, never the user', async () => {
    const scores = await scoresOf(await train({ neighbours: 1 }), 4, [0])
    expect(scores[2]).toBeCloseTo(2 / Math.sqrt(6), 6)
    expect(scores[3]).toBe(0)
  })

  it('lowers a similarity by n / (n + shrinkage), n common items', async () => {
    const scores = await scoresOf(await train({ shrinkage: 3 }), 4, [0])
    expect(scores[2]).toBeCloseTo((2 / Math.sqrt(6)) * (2 / 5), 6)
    expect(scores[3]).toBeCloseTo((1 / 2) * (1 / 4), 6)
  })

  it('cuts at prediction: for each item the K most alike users who had it', async () => {
    const model = await train({ neighbours: 1, cut: 'prediction' })
    const scores = await scoresOf(model, 4, [0])
    expect(scores[1]).toBeCloseTo(2 / Math.sqrt(6), 6)
    expect(scores[3]).toBeCloseTo(1 / 2, 6)
    expect(await scoresOf(await userKnn.load(model.save()), 4, [0])).toEqual(scores)
  })
})
