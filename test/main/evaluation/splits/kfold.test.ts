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
