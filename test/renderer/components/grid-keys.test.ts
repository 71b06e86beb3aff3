import { describe, expect, it } from 'vitest'
import { nextCell, type GridCell } from '../../../renderer/components/grid-keys.ts'

const size = { rows: 100, columns: 5, page: 10 }
const press = (key: string, cell: GridCell, ctrlKey = false) => nextCell({ key, ctrlKey, metaKey: false }, cell, size)

describe('keys in a grid', () => {
  it('move by one cell and stop at the edges', () => {
    expect(press('ArrowDown', { row: 3, column: 2 })).toEqual({ row: 4, column: 2 })
    expect(press('ArrowRight', { row: 3, column: 4 })).toEqual({ row: 3, column: 4 })
    expect(press('ArrowDown', { row: 99, column: 0 })).toEqual({ row: 99, column: 0 })
  })

  it('reach the head from the first row', () => {
    expect(press('ArrowUp', { row: 0, column: 1 })).toEqual({ row: -1, column: 1 })
    expect(press('ArrowUp', { row: -1, column: 1 })).toEqual({ row: -1, column: 1 })
  })

  it('go to the ends of a row, and with Ctrl to the corners', () => {
    expect(press('Home', { row: 7, column: 3 })).toEqual({ row: 7, column: 0 })
    expect(press('End', { row: 7, column: 3 })).toEqual({ row: 7, column: 4 })
    expect(press('Home', { row: 7, column: 3 }, true)).toEqual({ row: 0, column: 0 })
    expect(press('End', { row: 7, column: 3 }, true)).toEqual({ row: 99, column: 4 })
  })

  it('jump to the edge with Ctrl and an arrow', () => {
    expect(press('ArrowDown', { row: 7, column: 3 }, true)).toEqual({ row: 99, column: 3 })
    expect(press('ArrowUp', { row: 7, column: 3 }, true)).toEqual({ row: 0, column: 3 })
    expect(press('ArrowLeft', { row: 7, column: 3 }, true)).toEqual({ row: 7, column: 0 })
  })

  it('page without leaving the rows', () => {
    expect(press('PageDown', { row: 95, column: 0 })).toEqual({ row: 99, column: 0 })
    expect(press('PageUp', { row: 4, column: 0 })).toEqual({ row: 0, column: 0 })
  })

  it('leave other keys alone', () => expect(press('a', { row: 0, column: 0 })).toBeUndefined())
})
