import { describe, expect, it } from 'vitest'
import { integer, integers, real } from '../../../../main/contract/settings.ts'
import { expandGrid } from '../../../../main/evaluation/tuning/grid.ts'

const settings = {
  factors: integer({ default: 8, help: 'Factors.' }),
  rate: real({ default: 0.1, help: 'Rate.' }),
  layers: integers({ default: [4], minimum: 1, maximum: 64, help: 'Layers.' }),
}

describe('expandGrid', () => {
  it('combines the candidates of every setting; the later vary fastest', () => {
    const grid = expandGrid('model x', settings, { factors: [1, 2], rate: [0.1, 0.2] })
    expect(grid.map(({ factors, rate }) => [factors, rate])).toEqual([
      [1, 0.1],
      [1, 0.2],
      [2, 0.1],
      [2, 0.2],
    ])
  })

  it('takes an array for a setting of several numbers as one value', () => {
    expect(expandGrid('model x', settings, { layers: [32, 16] })).toEqual([{ factors: 8, rate: 0.1, layers: [32, 16] }])
  })

  it('checks every candidate', () => {
    expect(() => expandGrid('model x', settings, { factors: [1, 2.5] })).toThrow(/"factors" of the model x is 2.5/)
  })
})
