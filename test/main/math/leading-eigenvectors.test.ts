import { describe, expect, it } from 'vitest'
import { decompose, findLeadingEigenvectors } from '../../../main/math/leading-eigenvectors.ts'
import { Random } from '../../../main/math/random.ts'
import { dot, gramOf, multiply } from '../../../main/math/vectors.ts'

const calm = () => undefined
const draw = (size: number) => {
  const random = new Random(size, 'matrix')
  return gramOf(
    Float64Array.from({ length: size * size }, () => random.normal()),
    size,
    size,
  )
}

describe('decompose', () => {
  it('finds 3 and 1 with (1, 1) and (1, −1) for [[2, 1], [1, 2]]', () => {
    const { values, vectors } = decompose(Float64Array.of(2, 1, 1, 2), 2)
    expect(values[0]).toBeCloseTo(3, 12)
    expect(values[1]).toBeCloseTo(1, 12)
    expect(vectors[0]! / vectors[1]!).toBeCloseTo(1, 12)
    expect(vectors[2]! / vectors[3]!).toBeCloseTo(-1, 12)
  })
})

describe('findLeadingEigenvectors', () => {
  it.each([1, 5, 40])('agrees with all eigenpairs of a matrix of size %i', async (size) => {
    const matrix = draw(size)
    const found = await findLeadingEigenvectors(
      (x, into) => multiply(matrix, x, into, size),
      size,
      3,
      new Random(1),
      calm,
    )
    const all = decompose(matrix.slice(), size)
    found.values.forEach((value, i) => {
      expect(value / all.values[i]!).toBeCloseTo(1, 9)
      expect(Math.abs(dot(found.vectors, i * size, all.vectors, i * size, size))).toBeCloseTo(1, 9)
    })
  })

  it('handles equal eigenvalues and a matrix of low rank', async () => {
    // Two blocks of ones: eigenvalues 3, 3, 0, 0, 0, 0.
    const apply = (x: Float64Array, into: Float64Array) =>
      into.forEach((_, i) => (into[i] = x.reduce((sum, value, j) => sum + (i % 2 === j % 2 ? value : 0), 0)))
    const { values } = await findLeadingEigenvectors(apply, 6, 3, new Random(2), calm)
    expect(values[0]).toBeCloseTo(3, 9)
    expect(values[1]).toBeCloseTo(3, 9)
    expect(values[2]).toBeCloseTo(0, 9)
  })
})
