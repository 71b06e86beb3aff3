import { describe, expect, it } from 'vitest'
import { isFigure, isPlotlyFigure } from '../../../renderer/notebook/figure-check.ts'

describe('isPlotlyFigure', () => {
  it('accepts known trace types', () => {
    expect(
      isPlotlyFigure({ data: [{ type: 'bar', x: [1], y: ['a'] }, { y: [1] }], layout: { title: { text: 'T' } } }),
    ).toBe(true)
  })

  it.each([
    [{ data: [{ type: 'scattergl' }], layout: {} }],
    [{ data: [{ text: '<a href="javascript:alert(1)">x</a>' }], layout: {} }],
    [{ data: [], layout: { images: [{ source: 'https://example.org/x.png' }] } }],
    [{ data: {}, layout: {} }],
    [null],
  ])('refuses %j', (value) => {
    expect(isPlotlyFigure(value)).toBe(false)
  })
})

describe('isFigure', () => {
  it('refuses what lacks axes, marks or a table', () => {
    expect(isFigure({ title: 'x', marks: [] })).toBe(false)
    expect(
      isFigure({
        title: 'x',
        x: { title: 'a' },
        y: { title: 'b' },
        marks: [{ kind: 'script' }],
        table: { columns: [], rows: [] },
      }),
    ).toBe(false)
    expect(
      isFigure({
        title: 'x',
        x: { title: 'a' },
        y: { title: 'b' },
        marks: [{ kind: 'rule' }],
        table: { columns: [], rows: [] },
      }),
    ).toBe(true)
  })
})
