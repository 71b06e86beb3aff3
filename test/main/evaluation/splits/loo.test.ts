import { describe, expect, it } from 'vitest'
import { makeFolds } from '../../../../main/evaluation/splits/all.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('leave one out', () => {
  it('tests the latest event of each user; of equal times the later row', () => {
    const log = logOf([
      [0, 0, 1, 30],
      [0, 1, 1, 20],
      [1, 2, 1, 5],
      [1, 3, 1, 5],
    ])
    expect([...makeFolds(log, { kind: 'loo' }, 1)[0]!.test]).toEqual([0, 3])
  })

  it('tests the last row of each user in a log without times', () => {
    const log = logOf([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 2],
    ])
    expect([...makeFolds(log, { kind: 'loo' }, 1)[0]!.test]).toEqual([3, 4])
  })

  it('keeps users with a single event in training', () => {
    const log = logOf([
      [0, 0],
      [1, 0],
      [1, 1],
    ])
    expect([...makeFolds(log, { kind: 'loo' }, 1)[0]!.test]).toEqual([2])
  })

  it('says so when no user has two events', () => {
    const log = logOf([
      [0, 0],
      [1, 0],
    ])
    expect(() => makeFolds(log, { kind: 'loo' }, 1)).toThrow(/no user has 2 events/)
  })
})
