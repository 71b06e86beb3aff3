import { describe, expect, it } from 'vitest'
import { editDistance, nearestNames } from '../../../main/math/nearest-names.ts'

describe('nearestNames', () => {
  it('counts insertions, deletions and substitutions', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3)
    expect(editDistance('', 'abc')).toBe(3)
  })

  it('puts the closest first, whatever the case', () => {
    expect(nearestNames('EASY', ['popularity', 'ease', 'ials'], 2)).toEqual(['ease', 'ials'])
  })
})
