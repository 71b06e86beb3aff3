import { describe, expect, it } from 'vitest'
import { kMeans } from '../../../main/kernels/k-means.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'
import { Random } from '../../../main/math/random.ts'

describe('k-means', () => {
  it('finds clusters that lie apart, the largest first', () => {
    const rows = Float64Array.of(0, 0, 10, 10, 0, 1, 10, 11, 0, 2)
    const { of, centres, inertia } = kMeans(rows, 2, 2, new Random(1))
    expect([...of]).toEqual([0, 1, 0, 1, 0])
    expect([...centres]).toEqual([0, 1, 10, 10.5])
    expect(inertia).toBeCloseTo(2.5, 12)
  })

  it('gives the same for the same seed', () => {
    const random = new Random(3)
    const rows = Float64Array.from({ length: 400 }, () => random.normal())
    expect(kMeans(rows, 4, 5, new Random(9))).toEqual(kMeans(rows, 4, 5, new Random(9)))
  })

  it('has no more clusters than rows, and stands rows that are all equal', () => {
    expect([...kMeans(Float64Array.of(1, 2), 1, 5, new Random(1)).of].sort()).toEqual([0, 1])
    const equal = kMeans(new Float64Array(12).fill(3), 2, 3, new Random(1))
    expect(equal.inertia).toBe(0)
  })
})

behavesLikeReference('nearestCentres', {
  input(length, memory, random) {
    const size = 1 + (length % 9)
    const draw = (count: number) => memory.putDoubles(Float64Array.from({ length: count }, () => random.normal()))
    return {
      ...{ rows: draw(length * size), centres: draw(5 * size), size },
      ...{ nearest: memory.integers(length), distances: memory.doubles(length) },
    }
  },
  outputs: ({ nearest, distances }) => [nearest, distances],
  tolerance: 1e-14,
})
