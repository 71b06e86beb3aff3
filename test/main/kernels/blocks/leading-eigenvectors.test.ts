import { describe, expect, it } from 'vitest'
import { blockWidth } from '../../../../main/kernels/blocks/orthonormalize.ts'
import { findLeadingEigenvectors } from '../../../../main/kernels/blocks/leading-eigenvectors.ts'
import { findSingularVectors } from '../../../../main/kernels/blocks/singular-vectors.ts'
import { Random } from '../../../../main/math/random.ts'
import { findEigenpairs } from '../../../../main/math/symmetric-eigenpairs.ts'
import { dot, gramOf } from '../../../../main/math/vectors.ts'
import { openKernels } from '../../../../main/kernels/kernels.ts'

const calm = () => undefined
const find = (matrix: Float64Array, size: number, count: number, seed = 1) => {
  const kernels = openKernels({ threads: 1 })
  const left = kernels.memory.putDoubles(matrix)
  const apply = (right: Float64Array, into: Float64Array) =>
    kernels.run('multiplyMatrices', { left, right, into, rows: size, inner: size, columns: blockWidth })
  return findLeadingEigenvectors(kernels, { size, apply }, count, new Random(seed), calm)
}
const draw = (size: number) => {
  const random = new Random(size, 'matrix')
  return gramOf(
    Float64Array.from({ length: size * size }, () => random.normal()),
    size,
    size,
  )
}

describe('findLeadingEigenvectors', () => {
  it.each([1, 5, 9, 40, 150])('agrees with all eigenpairs of a matrix of size %i', async (size) => {
    const matrix = draw(size)
    const found = await find(matrix, size, 3)
    const all = findEigenpairs(matrix.slice(), size)
    expect(found.values).toHaveLength(Math.min(3, size))
    found.values.forEach((value, i) => {
      expect(value / all.values[i]!).toBeCloseTo(1, 10)
      expect(Math.abs(dot(found.vectors, i * size, all.vectors, i * size, size))).toBeCloseTo(1, 10)
    })
  })

  it('finds all of them when as many are asked for as there are', async () => {
    const { values } = await find(draw(21), 21, 30)
    findEigenpairs(draw(21), 21).values.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 9))
  })

  it('finds every copy of an eigenvalue, also more of them than a block is wide', async () => {
    // 20 blocks of three ones: eigenvalue 3 twenty times, 0 forty times.
    const size = 60
    const matrix = Float64Array.from({ length: size * size }, (_, cell) =>
      Number(Math.floor(cell / size) % 20 === (cell % size) % 20),
    )
    const { values, vectors } = await find(matrix, size, 22)
    values.slice(0, 20).forEach((value) => expect(value).toBeCloseTo(3, 9))
    values.slice(20).forEach((value) => expect(value).toBeCloseTo(0, 9))
    for (let a = 0; a < 22; a++)
      for (let b = 0; b <= a; b++)
        expect(dot(vectors, a * size, vectors, b * size, size)).toBeCloseTo(Number(a === b), 9)
  })
})

describe('findSingularVectors', () => {
  it('finds √((5 ± √17) / 2) and 1 of [[1, 1, 0], [1, 1, 0], [0, 1, 0], [0, 0, 1]], from either side', async () => {
    const byRow = { offsets: Int32Array.of(0, 2, 4, 5, 6), indices: Int32Array.of(0, 1, 0, 1, 1, 2) }
    const byColumn = { offsets: Int32Array.of(0, 2, 5, 6), indices: Int32Array.of(0, 1, 0, 1, 2, 3) }
    const ones = (length: number) => new Float64Array(length).fill(1)
    const wanted = [Math.sqrt((5 + Math.sqrt(17)) / 2), 1, Math.sqrt((5 - Math.sqrt(17)) / 2)]
    const tall = { byRow, byColumn, rowScale: ones(4), columnScale: ones(3) }
    const wide = { byRow: byColumn, byColumn: byRow, rowScale: ones(3), columnScale: ones(4) }
    for (const matrix of [tall, wide]) {
      const { values, vectors } = await findSingularVectors(matrix, 9, new Random(1), calm)
      expect(values).toHaveLength(3)
      values.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 10))
      expect(vectors).toHaveLength(3 * matrix.columnScale.length)
    }
    const { vectors } = await findSingularVectors(tall, 1, new Random(1), calm)
    // (2, λ − 2, 0) normed, λ = (5 + √17) / 2.
    expect(vectors[1]! / vectors[0]!).toBeCloseTo(((5 + Math.sqrt(17)) / 2 - 2) / 2, 10)
    expect(vectors[2]).toBeCloseTo(0, 10)
  })
})
