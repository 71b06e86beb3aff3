import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SplitPlan } from '../../../../main/contract/experiment.ts'
import { makeFolds, splits } from '../../../../main/evaluation/splits/all.ts'
import { logOf } from '../../../helpers/experiments.ts'

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 0, max: 9 }),
    fc.constant(1),
    fc.integer({ min: 0, max: 30 }),
  ),
  { minLength: 12, maxLength: 60 },
)
const plans: SplitPlan[] = [
  { kind: 'kfold', folds: 3 },
  { kind: 'loo' },
  { kind: 'time', train: 0.7 },
  { kind: 'ratio', train: 0.7 },
]
const spread = (events: [number, number, number, number][]) =>
  logOf([...events, [0, 0, 1, 0], [0, 1, 1, 31], [1, 1, 1, 15]])

describe('every split', () => {
  it.each(plans)('$kind: training and test are ascending, disjoint and together the whole log', (plan) => {
    fc.assert(
      fc.property(rows, fc.nat(100), (events, seed) => {
        const log = spread(events)
        for (const { train, test } of makeFolds(log, plan, seed)) {
          expect([...train, ...test].sort((a, b) => a - b)).toEqual([...log.user.keys()])
          expect([...train]).toEqual([...train].sort((a, b) => a - b))
          expect([...test]).toEqual([...test].sort((a, b) => a - b))
          expect(Math.min(train.length, test.length)).toBeGreaterThan(0)
        }
      }),
      { numRuns: 40 },
    )
  })

  it.each(plans)('$kind: the same seed gives the same folds', (plan) => {
    const log = spread(Array.from({ length: 40 }, (_, i) => [i % 5, i % 7, 1, i]))
    expect(makeFolds(log, plan, 4)).toEqual(makeFolds(log, plan, 4))
  })

  it('is described for forms, global time first', () => {
    expect(splits.map(({ kind }) => kind)).toEqual(['time', 'kfold', 'loo', 'ratio', 'given'])
  })

  it('refuses to make up a given split', () => {
    expect(() => makeFolds(logOf([[0, 0]]), { kind: 'given' }, 1)).toThrow(/needs the files of its folds/)
  })
})
