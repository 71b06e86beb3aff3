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

  it('gives the share of test events older than training events of the same user, and of others', () => {
    // Rows 3 and 4 precede rows 1 and 2 of their own users. Row 3 precedes row 2 of another; row 4 is of the user of row 2, and later than all others.
    expect(auditLeaks(log, folds)).toMatchObject({ futureOfSameUser: 2 / 3, futureOfOthers: 1 / 3, ties: 0 })
  })

  it('gives the shares of users and items without training events, and of pairs that training has as well', () => {
    // User 2 of three and item 2 of three are new; row 3 repeats row 0.
    expect(auditLeaks(log, folds)).toMatchObject({ droppedUsers: 1 / 3, droppedItems: 1 / 3, repeatedPairs: 1 / 3 })
    expect(auditLeaks(log, folds).counts).toEqual({
      folds: 1,
      testEvents: 3,
      testUsers: 3,
      testItems: 3,
      repeatedPairs: 1,
      droppedUsers: 1,
      droppedItems: 1,
      unused: 0,
    })
  })

  it('counts what a model is shown of a held-out user as known of the user, but not as training of its items', () => {
    const [shown] = [{ train: Int32Array.of(0, 1, 2), foldIn: Int32Array.of(5), test: Int32Array.of(3, 4) }]
    const more = logOf([
      ...[0, 1, 2, 3, 4, 5].map((row) => [log.user[row]!, log.item[row]!, 1, log.time![row]!]),
      [2, 2, 1, 40],
    ])
    const audit = auditLeaks(more, [{ ...shown, test: Int32Array.of(3, 4, 6) }])
    expect(audit).toMatchObject({ droppedUsers: 0, droppedItems: 1 / 3, repeatedPairs: 2 / 3, ties: 1 / 3 })
  })

  it('is the mean over folds, and counts events that no part holds', () => {
    const two = [
      { train: Int32Array.of(0, 1), test: Int32Array.of(3) },
      { train: Int32Array.of(0, 1, 2), test: Int32Array.of(5) },
    ]
    expect(auditLeaks(log, two)).toMatchObject({
      futureOfSameUser: 0.5,
      droppedUsers: 0.5,
      counts: { unused: 5, folds: 2 },
    })
  })

  it('leaves shares of time undefined without times', () => {
    expect(auditLeaks({ ...log, time: null }, folds)).toMatchObject({
      futureOfSameUser: null,
      futureOfOthers: null,
      ties: null,
    })
  })
})

describe('on MovieLens 100K', () => {
  beforeEach(needsReference)

  it('5-fold lets 98 % of the test events precede training events of their user; global time none', () => {
    const log = readMovieLens()
    const random = auditLeaks(log, makeFolds(log, { kind: 'kfold', folds: 5 }, 1))
    expect(random.futureOfSameUser).toBeGreaterThan(0.975)
    expect(random.futureOfSameUser).toBeLessThan(0.985)
    expect(random.futureOfOthers).toBeGreaterThan(0.999)
    const timed = auditLeaks(log, makeFolds(log, { kind: 'time', train: 0.8 }, 1))
    expect(timed).toMatchObject({ futureOfSameUser: 0, futureOfOthers: 0, ties: 0 })
  })
})
