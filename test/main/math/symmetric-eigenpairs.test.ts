import { describe, expect, it } from 'vitest'
import { Random } from '../../../main/math/random.ts'
import { findEigenpairs } from '../../../main/math/symmetric-eigenpairs.ts'
import { dot, gramOf } from '../../../main/math/vectors.ts'

describe('findEigenpairs', () => {
  it('finds 3 and 1 with (1, 1) and (1, −1) for [[2, 1], [1, 2]]', () => {
    const { values, vectors } = findEigenpairs(Float64Array.of(2, 1, 1, 2), 2)
    expect(values[0]).toBeCloseTo(3, 12)
    expect(values[1]).toBeCloseTo(1, 12)
    expect(vectors[0]! / vectors[1]!).toBeCloseTo(1, 12)
    expect(vectors[2]! / vectors[3]!).toBeCloseTo(-1, 12)
  })

  it('finds 2, 1 and −3 of a diagonal matrix, and zero of the matrix of one zero', () => {
    expect([...findEigenpairs(Float64Array.of(1, 0, 0, 0, -3, 0, 0, 0, 2), 3).values]).toEqual([2, 1, -3])
    expect([...findEigenpairs(Float64Array.of(0), 1).values]).toEqual([0])
  })

  it.each([3, 8, 41])('satisfies A v = λ v with orthonormal vectors, size %i', (size) => {
    const random = new Random(size, 'matrix')
    const matrix = gramOf(
      Float64Array.from({ length: size * size }, () => random.normal()),
      size,
      size,
    )
    const { values, vectors } = findEigenpairs(matrix.slice(), size)
    for (let v = 0; v < size; v++) {
      for (let row = 0; row < size; row++)
        expect(dot(matrix, row * size, vectors, v * size, size)).toBeCloseTo(values[v]! * vectors[v * size + row]!, 9)
      for (let other = 0; other <= v; other++)
        expect(dot(vectors, v * size, vectors, other * size, size)).toBeCloseTo(Number(v === other), 12)
    }
  })

  it('gives the last entries of the same vectors when asked for those only', () => {
    const matrix = gramOf(
      Float64Array.from({ length: 49 }, (_, i) => Math.sin(i + 1)),
      7,
      7,
    )
    const whole = findEigenpairs(matrix.slice(), 7)
    const ends = findEigenpairs(matrix.slice(), 7, 5)
    for (let v = 0; v < 7; v++)
      for (let i = 0; i < 2; i++) expect(ends.vectors[v * 2 + i]).toBeCloseTo(whole.vectors[v * 7 + 5 + i]!, 12)
  })
})
