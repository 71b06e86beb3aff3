import { describe, expect, it } from 'vitest'
import { gridOf, wholeGrid } from '../../../../main/evaluation/tuning/grid.ts'
import { readSpace } from '../../../../main/evaluation/tuning/space.ts'
import { runSearch, settings } from './searching.ts'

describe('gridOf', () => {
  it('combines the candidates of every setting; the later vary fastest', () => {
    const grid = gridOf(readSpace('model x', settings, { factors: [1, 2], rate: [0.1, 0.2] }), 20)
    expect(grid.map(({ factors, rate }) => [factors, rate])).toEqual([
      [1, 0.1],
      [1, 0.2],
      [2, 0.1],
      [2, 0.2],
    ])
  })

  it('cuts a range into as many points as the budget allows, on its scale', () => {
    const range = { from: 1, to: 1000, scale: 'log' }
    const rates = gridOf(readSpace('model x', settings, { rate: range }), 4).map(({ rate }) => rate)
    expect(rates).toEqual([1, 10, 100, 1000])
  })

  it('has no repeated configuration where whole numbers round to the same', () => {
    const grid = gridOf(readSpace('model x', settings, { factors: { from: 1, to: 3, scale: 'linear' } }), 20)
    expect(grid.map(({ factors }) => factors)).toEqual([1, 2, 3])
  })

  it('is a whole grid of candidates when no budget was named, and the given budget with a range', () => {
    expect(wholeGrid(readSpace('model x', settings, { factors: [1, 2, 3], rate: [1, 2] }), 20)).toBe(6)
    expect(wholeGrid(readSpace('model x', settings, { rate: { from: 1, to: 2, scale: 'log' } }), 20)).toBe(20)
  })

  it('is thinned by the seed when it is larger than the budget', () => {
    const given = { factors: [1, 2, 3, 4, 5, 6], rate: [1, 2, 3, 4] }
    const rounds = runSearch('grid', given, 7, () => 0)
    expect(rounds.map((round) => round.length)).toEqual([7])
    expect(rounds).toEqual(runSearch('grid', given, 7, () => 0))
  })
})
