import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import {
  distinctPairs,
  groupRatings,
  orderOfAppearance,
  turnRatings,
} from '../../../../main/recommenders/collaborative/rating-rows.ts'
import { logOf } from '../../../helpers/experiments.ts'

const log = buildInteractions(
  logOf([
    [1, 2, 4],
    [0, 2, 3],
    [1, 0, 5],
    [1, 2, 1],
  ]),
)

describe('rows of ratings', () => {
  it('keep the order of the log, and the last of a repeated pair', () => {
    const pairs = distinctPairs(log, log.value!)
    expect([...pairs.user]).toEqual([0, 1, 1])
    expect([...pairs.item]).toEqual([2, 0, 2])
    expect([...pairs.value]).toEqual([3, 5, 1])
  })

  it('are grouped in the order given', () => {
    const rows = groupRatings(Int32Array.of(1, 0, 1), Int32Array.of(7, 8, 2), Float32Array.of(4, 3, 5), 3)
    expect([...rows.offsets]).toEqual([0, 1, 3, 3])
    expect([...rows.others]).toEqual([8, 7, 2])
    expect([...rows.values]).toEqual([3, 4, 5])
  })

  it('are turned to the other side in the order in which rows first appeared', () => {
    const numbers = Int32Array.of(2, 0, 2, 1)
    expect([...orderOfAppearance(numbers)]).toEqual([2, 0, 1])
    const rows = groupRatings(numbers, Int32Array.of(0, 0, 1, 0), Float32Array.of(1, 2, 3, 4), 3)
    const turned = turnRatings(rows, orderOfAppearance(numbers), 2)
    expect([...turned.others]).toEqual([2, 0, 1, 2])
    expect([...turned.values]).toEqual([1, 2, 4, 3])
  })
})
