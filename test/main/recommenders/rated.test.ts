import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../main/data/interactions.ts'
import { byUserInLogOrder, clip, rangeOf, valuesOf } from '../../../main/recommenders/rated.ts'
import { logOf } from '../../helpers/experiments.ts'

const log = buildInteractions(
  logOf([
    [1, 0, 4],
    [0, 1, 2],
    [1, 1, 3],
    [0, 0, 3],
  ]),
)

describe('rated logs', () => {
  it('have a mean and a range, to which predictions are clipped', () => {
    const range = rangeOf(valuesOf('svd', log))
    expect(range).toEqual({ mean: 3, minimum: 2, maximum: 4 })
    expect([clip(9, range), clip(-9, range), clip(2.5, range)]).toEqual([4, 2, 2.5])
  })

  it('have the range that is declared, where one is', () => {
    expect(rangeOf(valuesOf('svd', log), [1, 5])).toEqual({ mean: 3, minimum: 1, maximum: 5 })
  })

  it('are visited user by user, the one who appears first first, in the order of the log within each', () => {
    expect([...byUserInLogOrder(log)]).toEqual([0, 2, 1, 3])
  })

  it('must have values', () => {
    expect(() => valuesOf('svd', { ...log, value: null })).toThrow(
      'The model svd predicts values, and this log has none.',
    )
  })
})
