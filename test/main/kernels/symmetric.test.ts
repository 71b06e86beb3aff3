import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

describe('symmetric matrices', () => {
  it('count common rows: XᵀX of [[1, 1, 0], [1, 1, 0], [0, 1, 1]]', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const into = memory.doubles(9)
    const rows = { rowOffsets: memory.putIntegers([0, 2, 4, 6]), rowIndices: memory.putIntegers([0, 1, 0, 1, 1, 2]) }
    const columnIndices = memory.putIntegers([0, 1, 0, 1, 2, 2])
    run('symmetricGram', { ...rows, columnOffsets: memory.putIntegers([0, 2, 5, 6]), columnIndices, into })
    expect([...into]).toEqual([2, 0, 0, 2, 3, 0, 0, 1, 1])
  })

  it('become minus their inverse when swept: [[4, 2], [2, 3]] to [[−3, ·], [2, −4]] / 8', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const matrix = memory.putDoubles([4, 99, 2, 3])
    expect(run('sweepSymmetric', { matrix, size: 2 })).toBe(-1)
    expect([...matrix].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([-0.375, 99, 0.25, -0.5])
  })

  it('have the Cholesky factor [[2, ·], [1, √2]] for [[4, 2], [2, 3]]', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const matrix = memory.putDoubles([4, 99, 2, 3])
    expect(run('cholesky', { matrix, size: 2 })).toBe(-1)
    expect([...matrix].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([2, 99, 1, 1.414213562373])
  })

  it('solve [[4, 2], [2, 3]] x = (8, 8) by (1, 2)', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const right = memory.putDoubles([8, 8])
    expect(run('solveSymmetric', { matrix: memory.putDoubles([4, 99, 2, 3]), size: 2, right })).toBe(-1)
    expect([...right].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([1, 2])
  })

  it.each(['cholesky', 'sweepSymmetric'] as const)('stop at the first pivot that is not positive: %s', (name) => {
    const { memory, run } = openKernels({ threads: 1 })
    const size = 70
    const matrix = memory.doubles(size * size)
    for (let i = 0; i < size; i++) matrix[i * size + i] = 1
    matrix[68 * size + 3] = 2
    expect(run(name, { matrix, size })).toBe(68)
    expect(matrix[68 * size + 68]).toBe(-3)
  })
})

const lengths = [0, 1, 3, 4, 5, 31, 64, 65, 200]

/** Σ x xᵀ over `size + 3` normal vectors, and the identity. */
function positiveDefinite(size: number, memory: KernelMemory, random: Random): Float64Array {
  const matrix = memory.doubles(size * size)
  for (let vector = 0; vector < size + 3; vector++) {
    const x = Float64Array.from({ length: size }, () => random.normal())
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) matrix[i * size + j]! += x[i]! * x[j]!
  }
  for (let i = 0; i < size; i++) matrix[i * size + i]! += 1
  return matrix
}

for (const name of ['sweepSymmetric', 'cholesky'] as const)
  describe('all pivots', () =>
    behavesLikeReference(name, {
      lengths,
      input: (size, memory, random) => ({ matrix: positiveDefinite(size, memory, random), size }),
      outputs: ({ matrix }) => [matrix],
      tolerance: 1e-11,
    }))

for (const name of ['sweepSymmetric', 'cholesky'] as const)
  describe('the first pivots', () =>
    behavesLikeReference(name, {
      lengths: [31, 64, 200],
      input: (size, memory, random) => ({ matrix: positiveDefinite(size, memory, random), size, from: 0, to: 28 }),
      outputs: ({ matrix }) => [matrix],
      tolerance: 1e-11,
    }))

behavesLikeReference('solveSymmetric', {
  lengths,
  input: (size, memory, random) => ({
    matrix: positiveDefinite(size, memory, random),
    size,
    right: memory.putDoubles(Float64Array.from({ length: size * (size % 7) }, () => random.normal())),
  }),
  outputs: ({ matrix, right }) => [matrix, right],
  tolerance: 1e-11,
})

behavesLikeReference('symmetricGram', {
  lengths,
  input(size, memory, random) {
    const ones: [row: number, column: number][] = []
    for (let row = 0; row < size + 2; row++)
      for (let column = 0; column < size; column++) if (random.uniform() < 0.2) ones.push([row, column])
    const byColumn = ones.toSorted((a, b) => a[1] - b[1] || a[0] - b[0])
    const offsets = (rows: number, of: readonly number[]) =>
      Array.from({ length: rows + 1 }, (_, row) => of.filter((other) => other < row).length)
    return {
      rowOffsets: memory.putIntegers(
        offsets(
          size + 2,
          ones.map(([row]) => row),
        ),
      ),
      rowIndices: memory.putIntegers(ones.map(([, column]) => column)),
      columnOffsets: memory.putIntegers(
        offsets(
          size,
          byColumn.map(([, column]) => column),
        ),
      ),
      columnIndices: memory.putIntegers(byColumn.map(([row]) => row)),
      into: memory.doubles(size * size),
    }
  },
  outputs: ({ into }) => [into],
  tolerance: 0,
})
