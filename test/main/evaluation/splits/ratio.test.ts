import { describe, expect, it } from 'vitest'
import { makeFolds } from '../../../../main/evaluation/splits/all.ts'
import { logOf } from '../../../helpers/experiments.ts'

const log = logOf(Array.from({ length: 10 }, (_, i) => [i % 3, i]))

describe('random ratio', () => {
  it('trains on the share of the events, at random by the seed', () => {
    const test = (seed: number) => [...makeFolds(log, { kind: 'ratio', train: 0.7 }, seed)[0]!.test]
    expect(test(1)).toHaveLength(3)
    expect(test(1)).not.toEqual(test(2))
  })

  it('says which part would be empty', () => {
    expect(() => makeFolds(log, { kind: 'ratio', train: 0.99 }, 1)).toThrow(/leaves no event for the test/)
  })
})

describe('a random ratio by user', () => {
  it('takes the share of the events of every user, who keeps at least one', () => {
    const own = logOf([...Array.from({ length: 20 }, (_, i) => [i % 2, i]), [2, 0]])
    const [fold] = makeFolds(own, { kind: 'ratio', train: 0.7, by: 'user' }, 1)
    const counts = [0, 1, 2].map((user) => [...fold!.test].filter((row) => own.user[row] === user).length)
    expect(counts).toEqual([3, 3, 0])
  })

  it('is drawn again for each repeat', () => {
    const own = logOf(Array.from({ length: 40 }, (_, i) => [i % 4, i]))
    const folds = makeFolds(own, { kind: 'ratio', repeats: 3 }, 1)
    expect(folds).toHaveLength(3)
    expect(new Set(folds.map(({ test }) => test.join())).size).toBe(3)
  })
})
