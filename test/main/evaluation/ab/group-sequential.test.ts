import { describe, expect, it } from 'vitest'
import { groupSequentialBounds } from '../../../../main/evaluation/ab/group-sequential.ts'

const fifths = [0.2, 0.4, 0.6, 0.8, 1]

describe('bounds of a test that is looked at several times', () => {
  it('with one look is the plain test', () => {
    expect(groupSequentialBounds([1], 0.05)[0]).toBeCloseTo(1.959964, 5)
  })

  it('are the published ones of five looks, spending as O’Brien and Fleming', () => {
    const published = [4.8769, 3.3569, 2.6803, 2.2898, 2.031]
    groupSequentialBounds(fifths, 0.05).forEach((bound, look) => expect(bound).toBeCloseTo(published[look]!, 3))
  })

  it('are the published ones of five looks, spending as Pocock', () => {
    const published = [2.438, 2.4268, 2.4101, 2.3966, 2.3859]
    groupSequentialBounds(fifths, 0.05, 'pocock').forEach((bound, look) =>
      expect(bound).toBeCloseTo(published[look]!, 3),
    )
  })

  it('need looks that rise', () => {
    expect(() => groupSequentialBounds([0.5, 0.4, 1], 0.05)).toThrow('0.5, 0.4, 1')
    expect(() => groupSequentialBounds([], 0.05)).toThrow('do not rise')
    expect(() => groupSequentialBounds([1], 1.5)).toThrow('1.5')
  })
})
