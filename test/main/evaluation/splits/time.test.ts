import { describe, expect, it } from 'vitest'
import { auditLeaks } from '../../../../main/evaluation/leaks.ts'
import { makeFolds } from '../../../../main/evaluation/splits/all.ts'
import { logOf } from '../../../helpers/experiments.ts'

const at = (times: readonly number[]) => logOf(times.map((time, i) => [i % 3, i, 1, time]))

describe('global time', () => {
  it('trains on the share of events that come first', () => {
    const [fold] = makeFolds(at([50, 10, 40, 20, 30]), { kind: 'time', train: 0.6 }, 1)
    expect([...fold!.test]).toEqual([0, 2])
  })

  it('never trains on an event of the second at which the test begins, or later: no leak', () => {
    const log = at([1, 2, 2, 2, 3, 4, 4, 9])
    const folds = makeFolds(log, { kind: 'time', train: 0.3 }, 1)
    expect([...folds[0]!.train]).toEqual([0])
    expect(auditLeaks(log, folds)).toMatchObject({ futureOfSameUser: 0, futureOfOthers: 0, ties: 0 })
  })

  it('says that a log without times cannot be split by time, and that one time is not enough', () => {
    expect(() => makeFolds(logOf([[0, 0]]), { kind: 'time', train: 0.8 }, 1)).toThrow(
      /needs times, and this log has none/,
    )
    expect(() => makeFolds(at([7, 7, 7]), { kind: 'time', train: 0.8 }, 1)).toThrow(/leaves no event for training/)
  })
})
