import { describe, expect, it } from 'vitest'
import { keepLargest, keepLastMet } from '../../../main/math/keep-largest.ts'

describe('keepLargest', () => {
  const values = Float64Array.of(3, 1, 2, 2, 0, -1)
  const every = Int32Array.of(0, 1, 2, 3, 4, 5)

  it('keeps the k largest positive values, ascending by number', () => {
    expect([...keepLargest(values, every, 3)]).toEqual([0, 2, 3])
    expect([...keepLargest(values, every, 9)]).toEqual([0, 1, 2, 3])
  })

  it('gives ties at the cut to the lower number, also when they differ beyond the tenth digit', () => {
    expect([...keepLargest(values, every, 2)]).toEqual([0, 2])
    expect([...keepLargest(Float64Array.of(1, 0.1 + 0.2, 0.3), Int32Array.of(0, 1, 2), 2)]).toEqual([0, 1])
    expect([...keepLargest(Float64Array.of(1, 0.3, 0.1 + 0.2), Int32Array.of(0, 1, 2), 2)]).toEqual([0, 1])
  })
})

describe('keepLastMet', () => {
  it('keeps the k largest positive values, ascending by number', () => {
    const values = Float64Array.of(3, 1, 2, 5, 0, -1)
    expect([...keepLastMet(values, Int32Array.of(0, 1, 2, 3, 4, 5), 2)]).toEqual([0, 3])
    expect([...keepLastMet(values, Int32Array.of(5, 3, 1), 9)]).toEqual([1, 3])
  })

  it('fills the heap from the last candidate and lets no equal one in; a larger one puts out the lower number', () => {
    const values = Float64Array.of(1, 1, 1, 2)
    expect([...keepLastMet(values, Int32Array.of(0, 1, 2), 2)]).toEqual([1, 2])
    expect([...keepLastMet(values, Int32Array.of(3, 0, 1, 2), 2)]).toEqual([2, 3])
  })
})
