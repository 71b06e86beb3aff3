import { describe, expect, it } from 'vitest'
import { auditLeaks } from '../../../../main/evaluation/leaks.ts'
import { makeFolds } from '../../../../main/evaluation/splits/all.ts'
import { logOf } from '../../../helpers/experiments.ts'

/** Row r happens at time 10 − r. */
const log = logOf(Array.from({ length: 10 }, (_, row) => [0, row, 1, 10 - row]))
const timesOf = (rows: Int32Array) => [...rows].map((row) => log.time![row]!).sort((a, b) => a - b)

describe('rolling windows', () => {
  it('test one window after the other, trained on all before it', () => {
    const folds = makeFolds(log, { kind: 'rolling', windows: 2, test: 0.2 }, 1)
    expect(folds.map(({ train }) => timesOf(train))).toEqual([
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ])
    expect(folds.map(({ test }) => timesOf(test))).toEqual([
      [7, 8],
      [9, 10],
    ])
    expect(auditLeaks(log, folds).counts.unused).toBe(2)
  })

  it('slide where the training share is given', () => {
    const folds = makeFolds(log, { kind: 'rolling', windows: 2, test: 0.2, train: 0.3 }, 1)
    expect(folds.map(({ train }) => timesOf(train))).toEqual([
      [4, 5, 6],
      [6, 7, 8],
    ])
    expect(auditLeaks(log, folds).counts.unused).toBe(10)
  })

  it('never divide events of one moment', () => {
    const tied = logOf([1, 2, 3, 3, 3, 3, 4, 5].map((time, item) => [0, item, 1, time]))
    const [fold] = makeFolds(tied, { kind: 'rolling', windows: 1, test: 0.5 }, 1)
    expect([...fold!.train]).toEqual([0, 1])
  })

  it('refuse a log without times, windows that are the whole log, and windows without events', () => {
    const split = { kind: 'rolling', windows: 2, test: 0.2 } as const
    expect(() => makeFolds({ ...log, time: null }, split, 1)).toThrow('A rolling split needs times')
    expect(() => makeFolds(log, { ...split, windows: 5 }, 1)).toThrow(
      '5 windows with 0.2 of the events each leave no event for training.',
    )
    const same = logOf([1, 9, 9, 9, 9].map((time, item) => [0, item, 1, time]))
    expect(() => makeFolds(same, { kind: 'rolling', windows: 2, test: 0.3 }, 1)).toThrow(
      'Window 1 of 2 leaves no event for the test.',
    )
  })
})
