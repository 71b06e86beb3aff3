import { describe, expect, it } from 'vitest'
import { rungsOf } from '../../../../main/evaluation/tuning/halving.ts'
import { runSearch } from './searching.ts'

const range = { rate: { from: 1, to: 1000, scale: 'log' } }

describe('rungsOf', () => {
  it.each([
    [1, [[1, 1]]],
    [3, [[4, 1 / 3], [1, 1]]], // prettier-ignore
    [20, [[60, 1 / 9], [20, 1 / 3], [6, 1]]], // prettier-ignore
  ])('spends a budget of %i evenly over the rungs', (trials, rungs) => {
    expect(rungsOf(trials).map(({ configurations, share }) => [configurations, share])).toEqual(rungs)
  })

  it('never spends more than the budget', () => {
    for (let trials = 1; trials <= 100; trials++) {
      const spent = rungsOf(trials).reduce((sum, { configurations, share }) => sum + configurations * share, 0)
      expect(spent).toBeLessThanOrEqual(trials + 1e-9)
      expect(spent).toBeGreaterThan(0.6 * trials)
    }
  })
})

describe('halving', () => {
  it('lets the best third of a rung go on, and trains only the last in full', () => {
    const rounds = runSearch('halving', range, 9, ({ rate }) => rate as number)
    expect(rounds.map((round) => [round.length, round[0]!.share])).toEqual([
      [27, 1 / 9],
      [9, 1 / 3],
      [3, 1],
    ])
    const best = rounds[0]!.map(({ config }) => config['rate'] as number).sort((a, b) => b - a)
    expect(rounds[2]!.map(({ config }) => config['rate'])).toEqual(best.slice(0, 3))
  })

  it('leaves behind what is undefined on a small share', () => {
    const rounds = runSearch('halving', range, 3, ({ rate }) => ((rate as number) > 100 ? null : (rate as number)))
    const defined = rounds[0]!.map(({ config }) => config['rate'] as number).filter((rate) => rate <= 100)
    expect(rounds[1]![0]!.config['rate']).toBe(Math.max(...defined))
  })
})
