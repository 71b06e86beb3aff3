import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../main/data/interactions.ts'
import { historiesOf, historyOf, knownItems, popularityOf } from '../../../main/recommenders/histories.ts'
import { logOf } from '../../helpers/experiments.ts'

const log = buildInteractions(
  logOf(
    [
      [0, 2],
      [0, 1],
      [0, 1],
      [1, 1],
    ],
    3,
    4,
  ),
)

describe('histories', () => {
  it('are the distinct items of each user, ascending; empty for anybody else', () => {
    const histories = historiesOf(log)
    expect([0, 1, 2, 3, -1].map((user) => [...historyOf(histories, user)])).toEqual([[1, 2], [1], [], [], []])
  })

  it('popularityOf counts the distinct users of each item', () => {
    expect([...popularityOf(log)]).toEqual([0, 2, 1, 0])
  })

  it('knownItems keeps distinct items that exist, ascending', () => {
    expect([...knownItems(Int32Array.of(3, -1, 1, 9, 1), 4)]).toEqual([1, 3])
  })
})
