import { describe, expect, it } from 'vitest'
import { selectRows } from '../../../main/data/interactions.ts'
import { findRelevance } from '../../../main/evaluation/relevance.ts'
import { logOf } from '../../helpers/experiments.ts'

const log = logOf(
  [
    [0, 0, 5],
    [0, 1, 4],
    [0, 0, 5],
    [0, 2, 2],
    [1, 1, 1],
    [2, 3, 3],
    [2, 3, 5],
  ],
  4,
  5,
)
const train = selectRows(log, Int32Array.of(0))
const test = Int32Array.of(1, 2, 3, 4, 5, 6)
const find = (threshold?: number) => {
  const { users, offsets, items } = findRelevance(log, train, test, threshold)
  return [...users].map((user, row) => [user, ...items.subarray(offsets[row], offsets[row + 1])])
}

describe('findRelevance', () => {
  it('gives the distinct test items of each user, without those seen in training', () => {
    expect(find()).toEqual([
      [0, 1, 2],
      [1, 1],
      [2, 3],
    ])
  })

  it('keeps events from the threshold on, and only users who still have one', () => {
    expect(find(4)).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  it('says that a threshold needs values', () => {
    expect(() => findRelevance({ ...log, value: null }, train, test, 4)).toThrow(
      'The threshold 4 needs values, and this log has none.',
    )
  })
})
