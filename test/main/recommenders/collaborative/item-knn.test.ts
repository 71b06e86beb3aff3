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

  it('cuts at the candidate: each candidate counts its K nearest', async () => {
    // Item 1 is nearest to items 0 and 2; item 0 is nearest to item 1.
    const scores = await scoresOf(await train({ neighbours: 1, cut: 'candidate' }), 3, [2])
    expect(scores[0]).toBeCloseTo(2 / Math.sqrt(8), 6)
    expect(scores[1]).toBe(0)
    expect(scores[2]).toBeCloseTo(1 / 2, 6)
  })

  it('cuts at prediction: for each candidate the K nearest items of the history', async () => {
    const model = await train({ neighbours: 1, cut: 'prediction' })
    const into = new Float64Array(3)
    await model.scoreHistory!(Int32Array.of(0, 2), null, into)
    expect(into[1]).toBeCloseTo(2 / Math.sqrt(8), 12)
    expect(model.explain!(Int32Array.of(0, 2), null, 1).parts).toEqual([{ item: 0, amount: into[1] }])
  })

  it('divides by the sum of similarities and centres by the share of users', async () => {
    const model = await train({ cut: 'candidate', normalize: true, centre: true })
    const into = new Float64Array(3)
    await model.scoreHistory!(Int32Array.of(0), null, into)
    const [a, c] = [2 / Math.sqrt(8), 1 / 2]
    // Shares 2/4, 4/4 and 1/4; item 1 has the neighbours 0 and 2.
    expect(into[1]).toBeCloseTo(1 + (a * (1 - 1 / 2) + c * (0 - 1 / 4)) / (a + c), 12)
    expect(model.explain!(Int32Array.of(0), null, 1).rest).toBeCloseTo(into[1]! - a / (a + c), 12)
  })
})
