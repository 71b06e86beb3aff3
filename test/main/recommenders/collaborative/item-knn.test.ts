import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { itemKnn } from '../../../../main/recommenders/collaborative/item-knn.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('item-knn', () => {
  behavesLikeRecommender(itemKnn, { config: { neighbours: 20 }, ndcgAt10: [0.42, 0.53] })

  // Item 0: users 0, 1. Item 1: users 0, 1, 2. Item 2: user 2. cos(0, 1) = 2/√6, cos(1, 2) = 1/√3, cos(0, 2) = 0.
  const log = buildInteractions(
    logOf([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 1],
      [2, 2],
      [3, 1],
    ]),
  )
  const train = async (config: Record<string, number | string | boolean>) =>
    itemKnn.train(log, parseConfiguration('item-knn', itemKnn.settings, config), contextOf())

  it('adds the cosines of the items a user had', async () => {
    // Item 1 has four users here: cos(0, 1) = 2/√8, cos(1, 2) = 1/√4.
    const scores = await scoresOf(await train({}), 3, [2, 3])
    expect(scores[0]).toBeCloseTo(2 / Math.sqrt(8), 6)
    expect(scores[3]).toBeCloseTo(2 / Math.sqrt(8), 6)
    expect(scores[5]).toBeCloseTo(1 / 2, 6)
  })

  it('keeps K neighbours per item, the most similar ones', async () => {
    const scores = await scoresOf(await train({ neighbours: 1 }), 3, [3])
    expect([...scores]).toEqual([Math.fround(2 / Math.sqrt(8)), 0, 0])
  })

  it('lowers a similarity by n / (n + shrinkage), n common users', async () => {
    const scores = await scoresOf(await train({ shrinkage: 2 }), 3, [3])
    expect(scores[0]).toBeCloseTo((2 / Math.sqrt(8)) * (2 / 4), 6)
    expect(scores[2]).toBeCloseTo((1 / 2) * (1 / 3), 6)
  })

  it('names the parts of a score', async () => {
    const model = await train({})
    const { parts, rest } = model.explain!(Int32Array.of(0, 2), null, 1)
    expect(parts.map(({ item }) => item)).toEqual([0, 2])
    expect(rest).toBe(0)
  })
})
