import { describe, expect, it } from 'vitest'
import { oneHotFeatures } from '../../../../main/recommenders/collaborative/one-hot-features.ts'

describe('one-hot features', () => {
  it('are the number of a row alone without a table', () => {
    const rows = oneHotFeatures(2, null)
    expect([...rows.indices]).toEqual([0, 1])
    expect([...rows.described]).toEqual([0, 0])
    expect(rows.features).toBe(2)
  })

  it('add categories of unit length and numbers from 0 to 1; what is unknown is left out', () => {
    const rows = oneHotFeatures(3, {
      texts: [{ name: 'title', values: ['a', 'b', 'c'] }],
      categories: [{ name: 'genre', values: [['drama', 'war'], ['war'], []] }],
      numbers: [{ name: 'year', values: Float64Array.of(2000, 1990, NaN) }],
    })
    expect([...rows.offsets]).toEqual([0, 4, 7, 8])
    expect([...rows.indices]).toEqual([0, 3, 4, 5, 1, 4, 5, 2])
    expect([...rows.weights]).toEqual(
      [1, Math.SQRT1_2, Math.SQRT1_2, 1, 1, 1, 0, 1].map((x) => expect.closeTo(x, 12) as number),
    )
    expect([...rows.described]).toEqual([1, 1, 0])
    expect(rows.features).toBe(6)
  })
})
