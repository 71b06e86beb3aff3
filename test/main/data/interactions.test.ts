import { describe, expect, it } from 'vitest'
import { buildInteractions, selectRows } from '../../../main/data/interactions.ts'

const columns = {
  users: 3,
  items: 4,
  user: Int32Array.of(2, 0, 0, 2, 0),
  item: Int32Array.of(1, 3, 0, 1, 3),
  value: Float32Array.of(1, 2, 3, 4, 5),
  time: null,
}

describe('buildInteractions', () => {
  it('lists the distinct items of each user, ascending, with the last row of each pair', () => {
    const { byUser } = buildInteractions(columns)
    expect([...byUser.offsets]).toEqual([0, 2, 2, 3])
    expect([...byUser.indices]).toEqual([0, 3, 1])
    expect([...byUser.positions]).toEqual([2, 4, 3])
  })

  it('lists the distinct users of each item', () => {
    const { byItem } = buildInteractions(columns)
    expect([...byItem.offsets]).toEqual([0, 1, 2, 2, 3])
    expect([...byItem.indices]).toEqual([0, 2, 0])
  })

  it('accepts a log without rows', () => {
    const empty = buildInteractions({
      users: 2,
      items: 2,
      user: new Int32Array(),
      item: new Int32Array(),
      value: null,
      time: null,
    })
    expect([...empty.byUser.offsets]).toEqual([0, 0, 0])
  })
})

describe('selectRows', () => {
  it('keeps the numbering of the whole log', () => {
    const part = selectRows(columns, Int32Array.of(1, 3))
    expect(part).toMatchObject({ users: 3, items: 4, rows: 2 })
    expect([...part.value!]).toEqual([2, 4])
  })
})
