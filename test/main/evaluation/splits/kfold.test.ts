import { describe, expect, it } from 'vitest'
import { makeFolds } from '../../../../main/evaluation/splits/all.ts'
import { logOf } from '../../../helpers/experiments.ts'

const log = logOf(Array.from({ length: 11 }, (_, i) => [i % 3, i]))

describe('k-fold', () => {
  it('tests every event exactly once, in parts whose sizes differ by at most one', () => {
    const folds = makeFolds(log, { kind: 'kfold', folds: 4 }, 1)
    expect(folds.map(({ test }) => test.length)).toEqual([3, 3, 3, 2])
    expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...log.user.keys()])
  })

  it('deals differently for another seed', () => {
    const test = (seed: number) => [...makeFolds(log, { kind: 'kfold', folds: 2 }, seed)[0]!.test]
    expect(test(1)).not.toEqual(test(2))
  })

  it('refuses one fold, and more folds than events, in sentences with both numbers', () => {
    expect(() => makeFolds(log, { kind: 'kfold', folds: 1 }, 1)).toThrow(
      'A k-fold split with 1 fold has no training part.',
    )
    expect(() => makeFolds(log, { kind: 'kfold', folds: 12 }, 1)).toThrow(
      '12 folds are more than the 11 events of the log.',
    )
  })
})

describe('k-fold over users', () => {
  const own = logOf(Array.from({ length: 24 }, (_, i) => [i % 6, Math.floor(i / 6), 1, i]))
  const usersOf = (rows: Int32Array) => [...new Set([...rows].map((row) => own.user[row]!))]

  it('tests every user once, on the latest events, and trains on all other events', () => {
    const folds = makeFolds(own, { kind: 'kfold', folds: 3, over: 'users', holdout: 1 }, 1)
    expect(folds.map(({ test }) => usersOf(test).length)).toEqual([2, 2, 2])
    expect(folds.flatMap(({ test }) => usersOf(test)).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5])
    expect(folds.flatMap(({ test }) => [...test]).every((row) => row >= 18)).toBe(true)
    expect(folds.map(({ train }) => train.length)).toEqual([22, 22, 22])
  })

  it('holds out a share of the events of each user, at random where asked', () => {
    const folds = makeFolds(own, { kind: 'kfold', folds: 2, over: 'users', holdout: 0.5, order: 'random' }, 1)
    expect(folds.map(({ test }) => test.length)).toEqual([6, 6])
    expect(folds.flatMap(({ test }) => [...test]).every((row) => row >= 12)).toBe(false)
  })

  it('refuses more folds than users', () => {
    expect(() => makeFolds(own, { kind: 'kfold', folds: 7, over: 'users' }, 1)).toThrow(
      '7 folds are more than the 6 users of the log.',
    )
  })
})

describe('repeated k-fold', () => {
  it('begins with the folds of one dealing and deals others after them', () => {
    const once = makeFolds(log, { kind: 'kfold', folds: 3 }, 1)
    const twice = makeFolds(log, { kind: 'kfold', folds: 3, repeats: 2 }, 1)
    expect(twice.slice(0, 3)).toEqual(once)
    expect(twice.slice(3)).not.toEqual(once)
  })
})
