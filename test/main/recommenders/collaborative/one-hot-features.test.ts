import { describe, expect, it } from 'vitest'
import { oneHotFeatures } from '../../../../main/recommenders/collaborative/one-hot-features.ts'

describe('one-hot features', () => {
  it('are the number of a row alone without a table', () => {
    const rows = oneHotFeatures(2, null)
    expect([...rows.indices]).toEqual([0, 1])
    expect([...rows.described]).toEqual([0, 0])
    expect(rows.features).toBe(2)
  })

  it('add categories and numbers from 0 to 1, of length 1 together at most', () => {
    const rows = oneHotFeatures(3, {
      texts: [{ name: 'title', values: ['a', 'b', 'c'] }],
      categories: [{ name: 'genre', values: [['drama', 'war'], ['war'], ['drama']] }],
      numbers: [{ name: 'year', values: Float64Array.of(2000, 1990, NaN) }],
    })
    expect([...rows.offsets]).toEqual([0, 4, 7, 9])
    expect([...rows.indices]).toEqual([0, 3, 4, 5, 1, 4, 5, 2, 3])
    const half = Math.SQRT1_2
    const expected = [1, half * half, half * half, half, 1, half, 0, 1, half]
    rows.weights.forEach((weight, entry) => expect(weight).toBeCloseTo(expected[entry]!, 12))
    expect([...rows.described]).toEqual([1, 1, 1])
    expect(rows.features).toBe(6)
  })

  it('leave out a category that no other row has, and unknown numbers', () => {
    const rows = oneHotFeatures(3, {
      texts: [],
      categories: [{ name: 'code', values: [['a'], ['b'], []] }],
      numbers: [{ name: 'year', values: Float64Array.of(NaN, 3, NaN) }],
    })
    expect([...rows.indices]).toEqual([0, 1, 3, 2])
    expect([...rows.described]).toEqual([0, 1, 0])
  })
})
