import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { coClustering } from '../../../../main/recommenders/collaborative/co-clustering.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

const train = (rows: number[][], given: Record<string, number | boolean>) =>
  coClustering.train(
    buildInteractions(logOf(rows, 4, 4)),
    parseConfiguration('co-clustering', coClustering.settings, given),
    contextOf(),
  )

describe('co-clustering', () => {
  behavesLikeRecommender(coClustering, { ndcgAt10: [0.005, 0.07], rmse: [0.95, 1.09] })

  const rows = [
    [0, 0, 5],
    [0, 1, 3],
    [1, 0, 4],
    [2, 2, 1],
  ]

  it('with one cluster of each adds how far user and item are from the mean', async () => {
    // μ = 13/4, μ_0 = 4, mean of item 1 is 3: 13/4 + (4 − 13/4) + (3 − 13/4).
    const model = await train(rows, { userClusters: 1, itemClusters: 1 })
    const value = new Float64Array(1)
    await model.predict!(Int32Array.of(0), Int32Array.of(1), value)
    expect(value[0]).toBeCloseTo(4 + 3 - 13 / 4, 12)
  })

  it('gives an unknown user or item the mean of all', async () => {
    const model = await train(rows, {})
    const values = new Float64Array(2)
    await model.predict!(Int32Array.of(3, 0), Int32Array.of(0, 3), values)
    expect([...values]).toEqual([13 / 4, 13 / 4])
  })

  it('cuts ratings to whole numbers on request, but not the mean of all', async () => {
    const halves = rows.map(([user, item, value]) => [user!, item!, value! + 0.5])
    const model = await train(halves, { userClusters: 1, itemClusters: 1, wholeRatings: true })
    const values = new Float64Array(2)
    await model.predict!(Int32Array.of(0, 3), Int32Array.of(1, 0), values)
    expect(values[0]).toBeCloseTo(4 + 3 - 13 / 4, 12)
    expect(values[1]).toBe(13 / 4 + 0.5)
  })
})
