import { beforeEach, describe, expect, it } from 'vitest'
import { auditLeaks } from '../../../main/evaluation/leaks.ts'
import { makeFolds } from '../../../main/evaluation/splits/all.ts'
import { needsReference, readMovieLens } from '../../helpers/classic-reference.ts'
import { logOf } from '../../helpers/experiments.ts'

describe('auditLeaks', () => {
  const log = logOf(
    [
      [0, 0, 1, 10],
      [0, 1, 1, 20],
      [1, 0, 1, 30],
      [0, 0, 1, 15],
      [1, 1, 1, 25],
      [2, 2, 1, 40],
    ],
    3,
    3,
  )
  const folds = [{ train: Int32Array.of(0, 1, 2), test: Int32Array.of(3, 4, 5) }]

  it('counts test events older than training events of the same user and of anybody', () => {
    // Rows 3 and 4 precede rows 1 and 2 of their users; row 5 is the latest of all.
    expect(auditLeaks(log, folds)).toMatchObject({ sameUser: 2 / 3, anyUser: 2 / 3 })
  })

  it('counts users and items without training events, and pairs that training has as well', () => {
    expect(auditLeaks(log, folds)).toMatchObject({ droppedUsers: 1, droppedItems: 1, repeatedPairs: 1 })
  })

  it('leaves shares undefined without times', () => {
    expect(auditLeaks({ ...log, time: null }, folds)).toMatchObject({ sameUser: null, anyUser: null })
  })
})

describe('on MovieLens 100K', () => {
  beforeEach(needsReference)

  it('5-fold lets 98 % of the test events precede training events of their user; global time none', () => {
    const log = readMovieLens()
    const random = auditLeaks(log, makeFolds(log, { kind: 'kfold', folds: 5 }, 1))
    expect(random.sameUser).toBeCloseTo(0.98, 1)
    const timed = auditLeaks(log, makeFolds(log, { kind: 'time', train: 0.8 }, 1))
    expect(timed).toMatchObject({ sameUser: 0, anyUser: 0 })
  })
})
