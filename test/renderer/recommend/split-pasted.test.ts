import { describe, expect, it } from 'vitest'
import { splitPasted } from '../../../renderer/recommend/split-pasted.ts'

describe('a pasted history', () => {
  it.each([
    ['I1 I2  I3', ['I1', 'I2', 'I3']],
    ['I1, I2;I3,', ['I1', 'I2', 'I3']],
    ['Red lamp, Blue chair', ['Red lamp', 'Blue chair']],
    ['Alien, the director\u2019s cut\nBrazil\n\n', ['Alien, the director\u2019s cut', 'Brazil']],
    ['  ', []],
  ])('reads %j', (text, items) => {
    expect(splitPasted(text)).toEqual(items)
  })
})
