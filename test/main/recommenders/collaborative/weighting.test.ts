import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { weighItemRows } from '../../../../main/recommenders/collaborative/weighting.ts'
import { logOf } from '../../../helpers/experiments.ts'

// Item 0: users 0 and 1; item 1: user 1. Users 0 and 1 have 1 and 2 items of 4.
const log = buildInteractions(
  logOf(
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    2,
    4,
  ),
)
const rarity = [Math.log(4) - Math.log(2), Math.log(4) - Math.log(3)]
const close = (actual: Float64Array, wanted: number[]) => wanted.forEach((w, i) => expect(actual[i]).toBeCloseTo(w, 12))

describe('weighItemRows', () => {
  it('none: rows of length 1', () => {
    const { byItem, byUser } = weighItemRows(log, 'none')
    close(byItem, [Math.SQRT1_2, Math.SQRT1_2, 1])
    close(byUser, [Math.SQRT1_2, Math.SQRT1_2, 1])
  })

  it('tfidf: users with few items weigh more, rows of length 1', () => {
    const length = Math.hypot(rarity[0]!, rarity[1]!)
    close(weighItemRows(log, 'tfidf').byItem, [rarity[0]! / length, rarity[1]! / length, 1])
  })

  it('bm25: popular items are held back, the mean popularity counts items without users', () => {
    const scale = (users: number) => 2.2 / (1.2 * (0.25 + (0.75 * users) / 0.75) + 1)
    close(weighItemRows(log, 'bm25').byItem, [rarity[0]! * scale(2), rarity[1]! * scale(2), rarity[1]! * scale(1)])
  })
})
