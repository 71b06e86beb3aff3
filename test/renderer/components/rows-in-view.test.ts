import { describe, expect, it } from 'vitest'
import { layRows } from '../../../renderer/components/rows-in-view.ts'

describe('rows of equal height in view', () => {
  it('are those that are scrolled to, and eight on both sides', () => {
    const { first, end, total, startOf } = layRows(1000, 20, 4000, 200)
    expect([first, end, total, startOf(200)]).toEqual([192, 218, 20_000, 4000])
  })

  it('end where the list ends', () => {
    expect(layRows(5, 20, 0, 200)).toMatchObject({ first: 0, end: 5, total: 100 })
    expect(layRows(0, 20, 0, 200)).toMatchObject({ first: 0, end: 0, total: 0 })
  })

  it('are scrolled in proportion where a list is higher than browsers draw: the last is reached, and stands in view', () => {
    const view = 600
    const top = 8_000_000 - view
    const { end, total, startOf } = layRows(20_000_000, 28, top, view)
    expect([end, total]).toEqual([20_000_000, 8_000_000])
    expect(startOf(19_999_999) + 28).toBeCloseTo(8_000_000, 3)
  })
})
