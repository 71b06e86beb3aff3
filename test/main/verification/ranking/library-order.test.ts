import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { itemKnn } from '../../../../main/recommenders/collaborative/item-knn.ts'
import { orderEquals } from '../../../../main/verification/ranking/library-order.ts'
import { lenskitSums } from '../../../../main/verification/ranking/lenskit-sums.ts'
import { contextOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

// Items 1 and 2 share user 1 with item 0 and are alike for user 0.
const log = buildInteractions(
  logOf([
    [0, 0],
    [1, 0],
    [1, 1],
    [1, 2],
    [2, 0],
    [2, 3],
  ]),
)

describe('the order of equal scores', () => {
  it('of the implicit library: the higher number first; seen items and those without a score are left out', async () => {
    const config = parseConfiguration('item-knn', itemKnn.settings, { countSelf: true })
    const model = await itemKnn.train(log, config, contextOf())
    const line = new Float64Array(4)
    orderEquals('implicit', model, log, 0)(0, line)
    expect([...line]).toEqual([-Infinity, 18, 19, 20])
  })

  it('of LensKit: the sum of the K largest similarities of those who had the item, in single precision', () => {
    const sums = lenskitSums(log, 1)(0)
    // Users 1 and 2 share item 0 with user 0; their histories have lengths √3 and √2.
    const [third, half] = [Math.fround(1 / Math.fround(Math.sqrt(3))), Math.fround(1 / Math.fround(Math.SQRT2))]
    expect([...sums]).toEqual([half, third, third, half])
    expect(lenskitSums(log, 2)(0)[0]).toBe(Math.fround(third + half))
  })

  it('takes sums of LensKit only where they are the same number', () => {
    const line = Float64Array.of(1 / Math.SQRT2, 5, 1 / Math.sqrt(3), 0)
    orderEquals('lenskit', null!, log, 1)(0, line)
    expect([...line]).toEqual([
      Math.fround(1 / Math.fround(Math.SQRT2)),
      5,
      Math.fround(1 / Math.fround(Math.sqrt(3))),
      0,
    ])
  })
})
