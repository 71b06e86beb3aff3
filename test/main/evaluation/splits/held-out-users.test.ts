import { describe, expect, it } from 'vitest'
import { makeFolds } from '../../../../main/evaluation/splits/all.ts'
import { logOf } from '../../../helpers/experiments.ts'

/** Ten users with five events each, user 10 with one; row r of a user happens at time r. */
const log = logOf(
  [...Array.from({ length: 50 }, (_, row) => [row % 10, Math.floor(row / 10), 1, row]), [10, 0, 1, 99]],
  11,
  5,
)
const usersOf = (rows: Int32Array | undefined) =>
  [...new Set([...(rows ?? [])].map((row) => log.user[row]!))].sort((a, b) => a - b)

describe('held-out users', () => {
  it('are a share of the users with two events or more, shown four of five events and tested on one', () => {
    const [fold] = makeFolds(log, { kind: 'strong', users: 0.3 }, 1)
    expect(usersOf(fold!.test)).toHaveLength(3)
    expect(usersOf(fold!.foldIn)).toEqual(usersOf(fold!.test))
    expect(fold!.foldIn).toHaveLength(12)
    expect(fold!.test).toHaveLength(3)
    expect(fold!.train).toHaveLength(51 - 15)
    expect(usersOf(fold!.train)).toContain(10)
  })

  it('are shown their earliest events in order of time, or some at random', () => {
    const [timed] = makeFolds(log, { kind: 'strong', users: 0.5, order: 'time' }, 1)
    expect([...timed!.test].every((row) => Math.floor(row / 10) === 4)).toBe(true)
    const [random] = makeFolds(log, { kind: 'strong', users: 0.5 }, 1)
    expect([...random!.test].every((row) => Math.floor(row / 10) === 4)).toBe(false)
  })

  it('always keep an event to show and one to test', () => {
    for (const foldIn of [0.01, 0.99]) {
      const [fold] = makeFolds(log, { kind: 'strong', users: 0.9, foldIn }, 1)
      expect(usersOf(fold!.foldIn)).toEqual(usersOf(fold!.test))
    }
  })

  it('are others for another seed', () => {
    const users = (seed: number) => usersOf(makeFolds(log, { kind: 'strong', users: 0.3 }, seed)[0]!.test).join()
    expect(new Set([1, 2, 3, 4].map(users)).size).toBeGreaterThan(1)
  })

  it('are refused on a log in which nobody has two events', () => {
    expect(() => makeFolds(logOf([[0, 0], [1, 1]]), { kind: 'strong' }, 1)).toThrow(/0 users with 2 or more events/) // prettier-ignore
  })
})

describe('new users', () => {
  it('have all their events in the test, and none in training', () => {
    const [fold] = makeFolds(log, { kind: 'cold-users', share: 0.2 }, 1)
    expect(usersOf(fold!.test)).toHaveLength(2)
    expect(usersOf(fold!.train).filter((user) => usersOf(fold!.test).includes(user))).toEqual([])
    expect(fold!.foldIn).toBeUndefined()
  })

  it('may be shown their first events', () => {
    const [fold] = makeFolds(log, { kind: 'cold-users', share: 0.4, foldIn: 0.4 }, 1)
    for (const row of fold!.foldIn!) expect(log.time![row]).toBeLessThan(20)
    expect([...fold!.test].filter((row) => row < 20)).toEqual([])
  })
})

describe('new items', () => {
  it('have all their events in the test, and none in training', () => {
    const [fold] = makeFolds(log, { kind: 'cold-items', share: 0.4 }, 1)
    const itemsOf = (rows: Int32Array) => new Set([...rows].map((row) => log.item[row]!))
    expect(itemsOf(fold!.test).size).toBe(2)
    expect(itemsOf(fold!.train).size).toBe(3)
    expect([...itemsOf(fold!.test)].filter((item) => itemsOf(fold!.train).has(item))).toEqual([])
  })

  it('are refused where every item is new', () => {
    expect(() => makeFolds(logOf([[0, 0], [1, 0]]), { kind: 'cold-items' }, 1)).toThrow('leaves no event for training') // prettier-ignore
  })
})
