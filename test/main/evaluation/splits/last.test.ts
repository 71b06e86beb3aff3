import { describe, expect, it } from 'vitest'
import { makeFolds } from '../../../../main/evaluation/splits/all.ts'
import { heldOut } from '../../../../main/evaluation/splits/users.ts'
import { logOf } from '../../../helpers/experiments.ts'

const log = logOf(
  [
    [0, 0, 1, 50],
    [0, 1, 1, 10],
    [0, 2, 1, 40],
    [0, 3, 1, 40],
    [1, 0, 1, 5],
    [1, 1, 1, 6],
    [2, 0, 1, 7],
  ],
  3,
  4,
)
const test = (items: number) => [...makeFolds(log, { kind: 'last', items }, 1)[0]!.test]

describe('the last events of each user', () => {
  it('are the latest by time, the later row among equal times', () => {
    // User 0 in order of time: rows 1, 2, 3, 0. Users 1 and 2 have too few events for two.
    expect(test(2)).toEqual([0, 3])
    expect(test(1)).toEqual([0, 5])
  })

  it('may be a share of the events of each user, rounded, who keeps at least one', () => {
    // 0.5 · 4 = 2 of user 0, 0.5 · 2 = 1 of user 1, and user 2 keeps the only event.
    expect(test(0.5)).toEqual([0, 3, 5])
  })

  it('are the last rows where the log has no times', () => {
    expect([...makeFolds({ ...log, time: null }, { kind: 'last', items: 1 }, 1)[0]!.test]).toEqual([3, 5])
  })

  it('are refused where nobody has enough', () => {
    expect(() => test(4)).toThrow('A split by the last 4 events of each user leaves no event for the test.')
  })

  it.each([
    [10, 3, 3],
    [3, 3, 0],
    [10, 0.25, 3],
    [1, 0.9, 0],
    [2, 0.99, 1],
  ])('of %i events with the amount %d are %i', (events, amount, held) => {
    expect(heldOut(events, amount)).toBe(held)
  })
})
