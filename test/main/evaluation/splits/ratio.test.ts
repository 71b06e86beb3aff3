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
